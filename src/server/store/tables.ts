import type { Generated } from "kysely";
import type { AuditTable } from "./audit/audit-table.ts";
import type { ServersTables } from "./mirrored/servers/servers-tables.ts";
import type { EventsTable } from "./events/events-table.ts";
import type { JobTables } from "./jobs/job-tables.ts";
import type { LeadTables } from "./leads/lead-tables.ts";
import type { OptInTables } from "./opt-ins/opt-in-tables.ts";
import type { ViewTables } from "./views/views-tables.ts";

/**
 * The tables, as Kysely sees them. Rows refer to each other by small integers (`seq`), so that the
 * indexes behind the five filters stay small; the API's UUIDs are kept beside them as `id`.
 * Times are milliseconds since 1970, whole tables of them sort and compare as integers; a day
 * stands among them with its beginning in UTC.
 */
export interface Tables extends LeadTables, OptInTables, ServersTables, JobTables, ViewTables {
  people: PeopleTable;
  statuses: StatusesTable;
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

/** What senders are let in by. */
export interface ApiKeysTable {
  id: string;
  name: string;
  /** SHA-256 of the key, in hex. The key itself is shown once and kept nowhere. Unique. */
  hash: string;
  /** The last four characters, to tell keys apart in a list. */
  last4: string;
  created_at: number;
  revoked_at: number | null;
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
