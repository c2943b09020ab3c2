import type { Note } from "#api/contract/leads.ts";
import { iso } from "#server/store/time.ts";
import { type Fields, filledTextOf, isFields, textOf, timeOf } from "./lenient.ts";

/**
 * A lead's `latest_note`; `null` when there is none.
 *
 * @param lead the id and the time (in milliseconds) that the note gets when it lacks its own
 */
export function readNote(
  value: unknown,
  lead: { readonly id: string; readonly time: number },
): Note | null {
  if (!isFields(value)) return null;
  return {
    id: filledTextOf(value.id) ?? lead.id,
    note: textOf(value.note) ?? "",
    appointment_id: textOf(value.appointment_id),
    ...authorOf(value),
    created_at: momentOf(value.created_at) ?? iso(lead.time),
  };
}

/** Nothing at all where Hermon says nothing at all: the contract has it so. */
function authorOf({ created_by: author }: Fields): Pick<Note, "created_by"> {
  if (author === undefined) return {};
  return { created_by: isFields(author) ? author : textOf(author) };
}

/** Text that is no date is kept, too: it is shown as it came. */
function momentOf(value: unknown): string | null {
  if (typeof value === "string") return filledTextOf(value);
  const time = timeOf(value);
  return time === null ? null : iso(time);
}
