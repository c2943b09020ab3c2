import type { PropsWithChildren, ReactNode } from "react";

interface SectionProps extends PropsWithChildren {
  readonly title: string;
  /** Stands beside the title. */
  readonly note?: ReactNode;
}

/** A titled part of a tab, below a heading of the second level. */
export const Section = ({ title, note, children }: SectionProps) => (
  <section>
    <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
      <h3 className="font-semibold">{title}</h3>
      {note && <span className="text-xs text-text-muted">{note}</span>}
    </div>
    {children}
  </section>
);
