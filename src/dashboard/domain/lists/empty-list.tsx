import type { ReactNode } from "react";

interface EmptyListProps {
  readonly title: string;
  readonly reason: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Why a list has nothing to show. */
export const EmptyList = ({ title, reason, children }: EmptyListProps) => (
  <div className="mx-auto flex max-w-sm flex-col items-center gap-3 p-10 text-center">
    <div className="space-y-1">
      <p className="text-base font-semibold">{title}</p>
      <p className="text-text-muted">{reason}</p>
    </div>
    {children}
  </div>
);
