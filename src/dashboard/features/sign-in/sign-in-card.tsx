import type { ReactNode } from "react";
import type { Person } from "#api/contract/people/people.ts";
import { BrandMark } from "#dashboard/ui/brand-mark.tsx";
import { Button } from "#dashboard/ui/button.tsx";

/** What every way of signing in is given. */
export interface SignInProps {
  readonly onSignedIn: (answer: { readonly person: Person }) => void;
}

interface SignInCardProps {
  readonly title: ReactNode;
  /** It is read out when it comes. */
  readonly role?: "alert";
  readonly children: ReactNode;
}

/** The one column that signing in takes. */
export const SignInCard = ({ title, role, children }: SignInCardProps) => (
  <main className="grid min-h-full grid-cols-[minmax(0,22rem)] content-start justify-center bg-surface-sunken px-4 pt-[12vh] pb-8">
    <div className="space-y-5">
      <p className="flex items-center gap-2 text-text-muted">
        <BrandMark />
        Hermon leads
      </p>
      <div role={role} className="space-y-5 rounded-lg border border-border bg-surface-raised p-6">
        <h1 className="text-lg font-semibold wrap-anywhere">{title}</h1>
        {children}
      </div>
    </div>
  </main>
);

export const SubmitButton = ({ children }: { readonly children: string }) => (
  <Button type="submit" look="primary" size="large" className="w-full justify-center">
    {children}
  </Button>
);
