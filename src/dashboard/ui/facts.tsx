import type { PropsWithChildren, ReactNode } from "react";

/** Names on the left, what they stand for on the right. */
export const Facts = ({ children }: PropsWithChildren) => (
  <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-4 gap-y-2">{children}</dl>
);

export const Fact = ({ name, children }: PropsWithChildren<{ readonly name: string }>) => (
  <>
    <dt className="text-text-muted">{name}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </>
);

export const NotGiven = () => <span className="text-text-muted">Not given</span>;

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
