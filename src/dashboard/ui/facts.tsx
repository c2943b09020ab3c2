import type { PropsWithChildren } from "react";

/** Names on the left, what they stand for on the right; below them where large text leaves no room. */
export const Facts = ({ children }: PropsWithChildren) => (
  <dl className="grid gap-x-4 gap-y-2 min-[18rem]:grid-cols-[7.5rem_minmax(0,1fr)]">{children}</dl>
);

export const Fact = ({ name, children }: PropsWithChildren<{ readonly name: string }>) => (
  <>
    <dt className="text-text-muted max-[18rem]:-mb-1.5">{name}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </>
);

export const NotGiven = () => <span className="text-text-muted">Not given</span>;
