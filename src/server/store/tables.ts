import type { Generated } from "kysely";
import type { ApiKeysTable } from "./api-keys-table.ts";
import type { AuditTable } from "./audit/audit-table.ts";
import type { ColumnLayoutsTable } from "./column-layouts-table.ts";
import type { ServersTables } from "./mirrored/servers/servers-tables.ts";
import type { EventsTable } from "./events/events-table.ts";
import type { JobTables } from "./jobs/job-tables.ts";
import type { ViewTables } from "./views/views-tables.ts";

/**
 * The tables, as Kysely sees them. Rows refer to each other by small integers (`seq`), so that the
 * indexes behind the five filters stay small; the API's UUIDs are kept beside them as `id`.
 * Times are milliseconds since 1970, whole tables of them sort and compare as integers; a day
 * stands among them with its beginning in UTC.
 */
export interface Tables extends ServersTables, JobTables, ViewTables {
  people: PeopleTable;
  statuses: StatusesTable;
  lead_sources: LeadSourcesTable;
  leads: LeadsTable;
  lead_search: LeadSearchTable;
  lead_counts: LeadCountsTable;
  forms: FormsTable;
  opt_ins: OptInsTable;
  questions: QuestionsTable;
  opt_in_answers: OptInAnswersTable;
  opt_in_counts: OptInCountsTable;
  unrecorded_submissions: UnrecordedSubmissionsTable;
  status_changes: StatusChangesTable;
  gone: GoneTable;
  pending_changes: PendingChangesTable;
  api_keys: ApiKeysTable;
  facts: FactsTable;
  attempts: AttemptsTable;
  audit: AuditTable;
  events: EventsTable;
  versions: VersionsTable;
  column_layouts: ColumnLayoutsTable;
}

/** Those who own leads. Hermon knows e-mails only; names and Clerk ids may be missing. */
export interface PeopleTable {
  seq: Generated<number>;
  /** As `emailKey` has it: how owners are compared. Unique. */
  email: string;
  name: string | null;
  /** `user_…`, as `utm_content` names a setter. Unique. */
  clerk_user_id: string | null;
  /** The e-mail as Hermon wrote it at first, where that isn't how it is compared. */
  spelled: Generated<string | null>;
}

export interface StatusesTable {
  seq: Generated<number>;
  id: string;
  name: string;
  role: string;
  type: string;
  description: string | null;
  text_color: string | null;
  bg_color: string | null;
}

/** What `first_source` and `last_source` point at: a category in own record, a pair that Hermon sent in a mirror. */
export interface LeadSourcesTable {
  seq: Generated<number>;
  id: string | null;
  name: string | null;
}

export interface LeadsTable {
  seq: Generated<number>;
  id: string;
  first_name: string;
  last_name: string | null;
  /** As it was given. */
  email: string;
  /** As `emailKey` has it: by this a submit finds its lead. */
  email_key: string;
  /**
   * 1 where the database is the record: the e-mail is unique among such rows. `null` in a mirror,
   * since Hermon promises nothing, and for who came twice before that was so.
   */
  own: Generated<1 | null>;
  phone_e164: string | null;
  phone_country: string | null;
  /** By what leads are sorted, as `sortKeys` makes it: the name, and the country's English name. */
  name_key: Generated<string>;
  country_key: Generated<string | null>;
  source: string;
  /** `statuses.seq` */
  status: number;
  /** `people.seq`; 0 for none, because an index finds no NULL among several values. */
  setter: Generated<number>;
  closer: Generated<number>;
  triager: Generated<number>;
  next_touch_point_at: number | null;
  /** 1 where Hermon gives a day without a time; so for the two below. */
  next_touch_point_is_day: Generated<number>;
  next_touch_point_type: string | null;
  /** `lead_sources.seq` */
  first_source: number | null;
  last_source: number | null;
  /** The API's `latest_note` object, as JSON. */
  latest_note: string | null;
  /** The API's `billing_details` object, unknown fields included, as JSON. */
  billing_details: string | null;
  ai_source_summary: string | null;
  notes: Generated<number>;
  appointments: Generated<number>;
  contracts: Generated<number>;
  payments: Generated<number>;
  opt_ins: Generated<number>;
  created_at: number;
  created_is_day: Generated<number>;
  updated_at: number;
  updated_is_day: Generated<number>;
  /** When the request was sent whose answer this row is; `null` where the database is the record. */
  read_at: Generated<number | null>;
  /** The same for what only the details have; `null` in a mirror: they were never read. */
  details_read_at: Generated<number | null>;
}

/** The text by which each lead is found; see `indexLeads`. Those of forms are few, and looked through apart. */
export interface LeadSearchTable {
  /** `leads.seq` */
  rowid: number;
  text: string;
}

/**
 * How many leads there are of each combination of the five filtered columns, kept by the
 * database's triggers. It makes every total and every filter count exact and as quick
 * at a million leads as at a thousand. 0 stands for "no owner" here, too.
 */
export interface LeadCountsTable {
  source: string;
  status: number;
  setter: number;
  closer: number;
  triager: number;
  n: number;
}

/** Each pair of a form's id and name that opt-ins came with: few, and long. */
export interface FormsTable {
  seq: Generated<number>;
  id: string | null;
  name: string | null;
}

export interface OptInsTable {
  seq: Generated<number>;
  id: string;
  /** `leads.seq` */
  lead: number;
  source: string;
  /** `forms.seq`; `null` where neither its id nor its name was given. */
  form: Generated<number | null>;
  /** With `source`, by which a repeated submission finds its opt-in. */
  external_reference: string | null;
  /** 1 where the database is the record: reference and source are unique among such rows; see leads. */
  own: Generated<1 | null>;
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  utm_content: string | null;
  utm_term: string | null;
  referrer: string | null;
  landing_page: string | null;
  created_at: number;
  created_is_day: Generated<number>;
  /** 1 in a mirror until its answers and attribution are read. */
  lacks_details: Generated<number>;
}

/** What forms ask, each once. */
export interface QuestionsTable {
  seq: Generated<number>;
  /** Unique. */
  text: string;
}

export interface OptInAnswersTable {
  /** `opt_ins.seq` */
  opt_in: number;
  /** Tells its answers apart, in their order. */
  place: number;
  /** Hermon's; `null` in own record, where it follows from the opt-in and the place. */
  id: string | null;
  /** `questions.seq` */
  question: number;
  answer: string | null;
  /** As it was given: several may have the same. */
  position: number;
}

/** How many opt-ins there are of each source, kept the same way: the exact total of their list. */
export interface OptInCountsTable {
  source: string;
  n: number;
}

/**
 * Submissions with the reference of another person's, which answer with that one's opt-in and are
 * recorded nowhere else. One row for each person, however often they are sent.
 */
export interface UnrecordedSubmissionsTable {
  seq: Generated<number>;
  id: string;
  /** The `id` of the lead whose reference it was; no reference, as a lead may go and come back. */
  lead_id: string;
  source: string;
  external_reference: string;
  email: string;
  email_key: string;
  first_name: string;
  last_name: string | null;
  phone_e164: string | null;
  /** How often it was sent. */
  times: number;
  /** When it was last sent. */
  at: number;
}

/** Every status change made or seen here: who, from, to, when. */
export interface StatusChangesTable {
  seq: Generated<number>;
  id: string;
  lead: number;
  from_status: number;
  to_status: number;
  actor_kind: "person" | "key" | "hermon";
  /** The account's or key's id, so that a renamed person stays one person. */
  actor_id: string | null;
  actor_name: string;
  /** The `id` of the change this one took back. */
  undo_of: string | null;
  at: number;
  /** One that was seen in Hermon happened between then and `at`; `null`: `at` is the moment itself. */
  not_before: Generated<number | null>;
}

/** What Hermon no longer has: for history, and for whoever has a link to it. */
export interface GoneTable {
  id: string;
  kind: "lead" | "opt-in";
  /** JSON: a `GoneLead`, or the API's `OptInDetails`. */
  record: string;
  /** When it was found to be gone. */
  at: number;
}

/**
 * Status changes that were sent to Hermon and not yet confirmed. One that Hermon turns out to have
 * made is then known to be this person's, whoever saw it first and whatever crashed in between.
 */
export interface PendingChangesTable {
  /** The `id` it will have among the status changes. */
  id: string;
  lead: number;
  from_status: number;
  to_status: number;
  actor_kind: StatusChangesTable["actor_kind"];
  actor_id: string | null;
  actor_name: string;
  undo_of: string | null;
  at: number;
}

/** What holds for the whole database: its mode, its sample seed, the first manager's link. */
export interface FactsTable {
  name: string;
  value: string;
}

/** How often what has that name has changed, counted by triggers. */
export interface VersionsTable {
  name: string;
  n: number;
}

/** How often something was tried of which there is a limit. */
export interface AttemptsTable {
  /** Of whom and what, hashed. */
  key: string;
  count: number;
  /** When it is forgotten. */
  until: number;
}
