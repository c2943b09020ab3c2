import type { Generated } from "kysely";

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

export interface LeadTables {
  lead_sources: LeadSourcesTable;
  leads: LeadsTable;
  lead_search: LeadSearchTable;
  lead_counts: LeadCountsTable;
}
