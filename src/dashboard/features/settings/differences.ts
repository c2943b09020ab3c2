import { inDigits } from "#dashboard/lib/numbers.ts";
import type { Hermon } from "./queries.ts";

type Rows = Hermon["leads"];

/** "None", "3 fewer here"; a dash where it can't be known. */
export function differenceInWords({ here, there }: Rows): string {
  if (there === null) return "–";
  if (here === there) return "None";
  const difference = inDigits(Math.abs(there - here));
  return `${difference} ${here < there ? "fewer" : "more"} here`;
}

/** What the differences come from; nothing where there is none. */
export function reasonsInWords(
  all: readonly Rows[],
  unreadable: number,
  isCopying: boolean,
): string | undefined {
  const fewer = all.reduce((sum, { here, there }) => sum + Math.max((there ?? here) - here, 0), 0);
  const isMore = all.some(({ here, there }) => there !== null && here > there);
  if (fewer === 0 && !isMore) return undefined;
  if (isCopying) return "The first copy is under way.";
  const rows = unreadable === 1 ? "1 row" : `${inDigits(unreadable)} rows`;
  return [
    fewer > 0 && unreadable > 0 && `${rows} can't be read, see below.`,
    fewer > unreadable && "What is new in Hermon comes with the next poll or whole read.",
    isMore && "What is no longer in Hermon goes with the next whole read.",
  ]
    .filter(Boolean)
    .join(" ");
}
