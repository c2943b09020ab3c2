import type { Lead } from "#api/contract/leads/leads.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";

/** For tests: a status of this name, which is its id, too. */
export const testStatus = (name: string): LeadStatus => ({
  id: name,
  name,
  role: "WON",
  description: null,
  text_color: null,
  bg_color: null,
});

/** For tests: a time so many minutes on. */
export const minute = (at: number) => `2026-05-26T10:0${at}:00.000Z`;

/** For tests: a lead with little in it, but for what is given. */
export const testLead = (given: Pick<Lead, "id" | "status"> & Partial<Lead>): Lead => ({
  first_name: "Quill",
  last_name: null,
  email: "quill@example.com",
  phone_e164: null,
  phone_country: null,
  source: "MANUAL",
  assigned_setter: null,
  assigned_closer: null,
  assigned_triager: null,
  next_touch_point_date: null,
  next_touch_point_type: null,
  first_source: { id: null, name: null },
  last_source: { id: null, name: null },
  latest_note: null,
  created_at: minute(0),
  updated_at: minute(0),
  ...given,
});
