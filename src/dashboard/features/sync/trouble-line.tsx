import type { ReactNode } from "react";
import { dates } from "#dashboard/lib/dates.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { useTicking } from "#dashboard/ui/timing.ts";

interface TroubleLineProps {
  /** What can't be had, as a sentence. */
  readonly what: ReactNode;
  /** What that means. */
  readonly children: ReactNode;
}

export const TroubleLine = ({ what, children }: TroubleLineProps) => (
  <p className="border-t border-border bg-danger-surface px-4 py-2">
    <span className="font-medium text-danger">{what}</span> {children}
  </p>
);

/** How old what one sees is. It goes on by itself, and isn't read out each time. */
export const AsOf = ({ iso }: { readonly iso: string }) => (
  <span>
    What you see is from <span>{useTicking((now) => dates.clock(iso, now))}</span>{" "}
    <Quiet>
      (<Ago iso={iso} />)
    </Quiet>
    .
  </span>
);

/** Words that change with the time. */
export const Quiet = ({ children }: { readonly children: ReactNode }) => (
  <span aria-live="off">{children}</span>
);
