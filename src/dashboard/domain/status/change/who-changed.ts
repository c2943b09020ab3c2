import type { StatusChange } from "#api/contract/lead-views.ts";

/** Who made a status change, as a sentence's start. Hermon doesn't tell its people's names. */
export function whoChanged(change: StatusChange | null): string {
  if (!change) return "Someone else";
  return change.by.kind === "hermon" ? "Someone in Hermon" : change.by.name;
}
