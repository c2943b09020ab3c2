import { inDigits } from "#dashboard/lib/numbers.ts";

interface Rows {
  readonly here: number;
  /** `null`: Hermon hasn't said. */
  readonly there: number | null;
}

/** "None", "3 fewer here"; a dash where it can't be known. */
export function differenceInWords({ here, there }: Rows): string {
  if (there === null) return "–";
  if (here === there) return "None";
  return here < there
    ? `${inDigits(there - here)} fewer here`
    : `${inDigits(here - there)} more here`;
}

/** What the differences come from; nothing where there is none. */
export function reasonsInWords(
  all: readonly Rows[],
  unreadable: number,
  isCopying: boolean,
): string | undefined {
  const apart = all.map(({ here, there }) => (there === null ? 0 : there - here));
  if (apart.every((rows) => rows === 0)) return undefined;
  if (isCopying) return "The first copy is under way.";
  const reasons = [];
  if (unreadable > 0 && apart.some((rows) => rows > 0)) {
    reasons.push(
      unreadable === 1
        ? "1 row can't be read, see below."
        : `${inDigits(unreadable)} rows can't be read, see below.`,
    );
  }
  const fewer = apart.reduce((sum, rows) => sum + Math.max(rows, 0), 0);
  if (fewer > unreadable)
    reasons.push("What is new in Hermon comes with the next poll or whole read.");
  if (apart.some((rows) => rows < 0)) {
    reasons.push("What is no longer in Hermon goes with the next whole read.");
  }
  return reasons.join(" ");
}
