import type { Note } from "#api/contract/leads/leads.ts";
import { type Moment, momentText } from "#server/store/time.ts";
import { type Fields, filledTextOf, isFields, isShallow, textOf } from "./lenient.ts";
import { momentOf } from "./moment.ts";

/**
 * A lead's `latest_note`; `null` when there is none.
 *
 * @param lead the id and the time that the note gets when it lacks its own
 */
export function readNote(
  value: unknown,
  lead: { readonly id: string; readonly moment: Moment | null },
): Note | null {
  if (!isFields(value)) return null;
  return {
    id: filledTextOf(value.id) ?? lead.id,
    note: textOf(value.note) ?? "",
    appointment_id: textOf(value.appointment_id),
    ...authorOf(value),
    created_at: writtenAt(value.created_at) ?? written(lead.moment ?? { at: 0, isDay: false }),
  };
}

/** Nothing at all where Hermon says nothing at all: the contract has it so. */
function authorOf({ created_by: author }: Fields): Pick<Note, "created_by"> {
  if (author === undefined) return {};
  return { created_by: isFields(author) && isShallow(author) ? author : textOf(author) };
}

/**
 * As it came where it is clear which moment it is, or where it is none: then it is shown as it is.
 */
function writtenAt(value: unknown): string | null {
  const moment = momentOf(value);
  if (typeof value !== "string") return moment && written(moment);
  if (!moment || HAS_ZONE.test(value.trim())) return filledTextOf(value);
  return written(moment);
}

const written = ({ at, isDay }: Moment) => momentText(at, isDay);

const HAS_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
