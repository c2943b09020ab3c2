import type { Lead, LeadDetails } from "#api/contract/leads/leads.ts";
import type { OptIn, OptInDetails } from "#api/contract/opt-ins/opt-ins.ts";
import { momentText } from "#server/store/time.ts";
import type { MirroredLead } from "#server/store/mirrored/rows/leads.ts";
import { readLead, readLeadDetails } from "./read-lead.ts";
import { readOptIn, readOptInDetails } from "./read-opt-in.ts";
import type { Read } from "./read.ts";

/* Rows of Hermon's as the API has them again after they were read: what tests hold against it. */

/** Throws where the row can't be read. */
export function valueOf<T>(read: Read<T>): T {
  if (!read.ok) throw new Error(read.why);
  return read.value;
}

/** The lead of a list, read and turned back. */
export const leadAgain = (row: unknown): Lead => apiLead(valueOf(readLead(row)));

/** The same with its details. */
export function leadDetailsAgain(row: unknown): LeadDetails {
  const { billing_details, ai_source_summary, ...counts } = readLeadDetails(row);
  return { ...leadAgain(row), billing_details, ai_source_summary, counts };
}

/** The opt-in of a list, read and turned back. */
export function optInAgain(row: unknown): OptIn {
  const { created_is_day, ...optIn } = valueOf(readOptIn(row));
  return { ...optIn, created_at: momentText(optIn.created_at ?? 0, created_is_day ?? false) };
}

/** The same with its details. */
export function optInDetailsAgain(row: unknown): OptInDetails {
  const { answers, attribution } = readOptInDetails(row);
  return {
    ...optInAgain(row),
    question_answers: [...answers],
    traffic_attribution: attribution,
  };
}

function apiLead(lead: MirroredLead): Lead {
  const { setter, closer, triager, next_touch_point_at, created_at, updated_at, ...rest } = lead;
  const { next_touch_point_is_day, created_is_day, updated_is_day, ...same } = rest;
  return {
    ...same,
    assigned_setter: setter,
    assigned_closer: closer,
    assigned_triager: triager,
    next_touch_point_date:
      next_touch_point_at === null
        ? null
        : momentText(next_touch_point_at, next_touch_point_is_day ?? false),
    created_at: momentText(created_at ?? 0, created_is_day ?? false),
    updated_at: momentText(updated_at ?? 0, updated_is_day ?? false),
  };
}
