import type { StatusChange } from "#api/contract/lead-views.ts";

/** Who made a status change, as a sentence's start. Hermon doesn't tell its people's names. */
export const whoChanged = (change: StatusChange | null): string =>
  nameIn(change) ?? (change ? "Someone in Hermon" : "Someone else");

/** The same within a sentence. */
export const changedBy = (change: StatusChange | null): string =>
  nameIn(change) ?? (change ? "someone in Hermon" : "someone else");

const nameIn = (change: StatusChange | null) =>
  change?.by.kind === "hermon" ? undefined : change?.by.name;
