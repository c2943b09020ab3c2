import type { StatusChange } from "#api/contract/lead-views.ts";

/** Who made a status change, by default as a sentence's start. Hermon doesn't tell its people's names. */
export function whoChanged(change: StatusChange | null, someone = "Someone"): string {
  if (change === null) return `${someone} else`;
  return change.by.kind === "hermon" ? `${someone} in Hermon` : change.by.name;
}
