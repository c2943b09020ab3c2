import type { ReactNode } from "react";
import { dates } from "#dashboard/lib/dates.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { useTicking } from "#dashboard/ui/timing/clock.ts";

interface TroubleLineProps {
  /** What can't be had, as a sentence. */
  readonly what: ReactNode;
  readonly children: ReactNode;
}

/** What can't be had, and what that means. */
export const TroubleLine = ({ what, children }: TroubleLineProps) => (
  <p className="border-t border-border bg-danger-surface px-4 py-2">
    <span className="font-medium text-danger">{what}</span> {children}
  </p>
);

/** What is less than it should be, and nothing to worry about. */
export const QuietLine = ({ children }: { readonly children: ReactNode }) => (
  <p className="border-t border-border bg-surface-sunken px-4 py-1.5 text-text-muted">{children}</p>
);

/** How old what one sees is. It goes on by itself, and isn't read out each time. */
export const AsOf = ({ iso }: { readonly iso: string }) => (
  <span>
    What you see is from <Clock iso={iso} />{" "}
    <Quiet>
      (<Ago iso={iso} />)
    </Quiet>
    .
  </span>
);

const Clock = ({ iso }: { readonly iso: string }) => (
  <span>{useTicking((now) => dates.clock(iso, now))}</span>
);

/** Words that change with the time. */
export const Quiet = ({ children }: { readonly children: ReactNode }) => (
  <span aria-live="off">{children}</span>
);
