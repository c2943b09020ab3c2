import type { LeadStatus, Status } from "#api/contract/leads/statuses.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { type Fields, fieldsOf, filledTextOf, textOf } from "./lenient.ts";
import { type Read, readRow, uuidOf } from "./read.ts";

const UNKNOWN_ROLE = "UNKNOWN";

/** Stands in for the status of a lead that came without one: a lead can't be listed without. */
export const NO_STATUS: LeadStatus = Object.freeze({
  id: "00000000-0000-0000-0000-000000000000",
  name: "No status",
  role: UNKNOWN_ROLE,
  description: null,
  text_color: null,
  bg_color: null,
});

/** An item of Hermon's list of statuses. Unreadable only without a UUID as its `id`; never throws. */
export const readStatus = (row: unknown): Read<Status> =>
  readRow(row, (status, id) => ({
    ok: true,
    value: { ...statusOf(status, id), type: filledTextOf(status.type) ?? "BOTH" },
  }));

/**
 * The status within a lead. Without a UUID it is {@link NO_STATUS}, whatever its name: leads
 * couldn't be filtered by it. Never throws.
 */
export function readLeadStatus(value: unknown): LeadStatus {
  const status = fieldsOf(value);
  const id = uuidOf(status.id);
  return id === null ? NO_STATUS : statusOf(status, id);
}

/** Colours are kept whatever they say: the badge falls back to neutral ones. */
function statusOf(status: Fields, id: string): LeadStatus {
  const role = filledTextOf(status.role);
  return {
    id,
    name: filledTextOf(status.name) ?? sentenceCase(role ?? "Unnamed status"),
    role: role ?? UNKNOWN_ROLE,
    description: textOf(status.description),
    text_color: textOf(status.text_color),
    bg_color: textOf(status.bg_color),
  };
}
