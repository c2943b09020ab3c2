import type { Mark } from "#dashboard/lib/marks.ts";

interface MarkedProps {
  readonly text: string;
  /** In order, apart from each other. */
  readonly marks: readonly Mark[];
}

/** A text in which what was searched for is marked. */
export const Marked = ({ text, marks }: MarkedProps) => (
  <>
    {marks.map(([from, to], at) => (
      <span key={from}>
        {text.slice(marks[at - 1]?.[1] ?? 0, from)}
        <mark>{text.slice(from, to)}</mark>
      </span>
    ))}
    {text.slice(marks.at(-1)?.[1] ?? 0)}
  </>
);
