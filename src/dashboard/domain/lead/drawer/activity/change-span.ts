import type { StatusChange } from "#api/contract/lead-views.ts";

const MINUTE = 60_000;

interface ChangeSpan {
  readonly from: string;
  readonly to: string;
  /** Both lie on one day of the viewer's calendar. */
  readonly isWithinDay: boolean;
}

/** The time in which a change happened that was seen later; nothing where it is as good as a moment. */
export function changeSpan({
  not_before: from,
  at: to,
}: Pick<StatusChange, "not_before" | "at">): ChangeSpan | undefined {
  // Also for what isn't a date.
  if (from === null || !(Date.parse(to) - Date.parse(from) >= MINUTE)) return undefined;
  const isWithinDay = new Date(from).toDateString() === new Date(to).toDateString();
  return { from, to, isWithinDay };
}
