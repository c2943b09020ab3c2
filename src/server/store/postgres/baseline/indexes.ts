/**
 * In the orders of lists, to their last term where few rows are alike before it. Those of times are
 * read backwards: new rows come to their end.
 */
export const indexes = [
  // Of texts that may be of any length, which no other index takes.
  "create index leads_by_email on leads using hash (email_key)",
  "create index leads_by_created on leads (created_at, id desc)",
  ...["source", "status", "setter", "closer", "triager"].map(
    (column) => `create index leads_by_${column} on leads (${column}, created_at)`,
  ),
  "create index leads_by_name on leads (name_key, id)",
  "create index leads_by_updated on leads (updated_at, id)",
  // Backwards, an index has those without one first.
  "create index leads_by_next_touch_point on leads (next_touch_point_at, id)",
  `create index leads_by_last_touch_point on leads (next_touch_point_at desc nulls last, id desc)`,
  "create index leads_by_country on leads (country_key, created_at)",
  "create index lead_search_by_trigram on lead_search using gin (text gin_trgm_ops)",
  "create index opt_ins_by_created on opt_ins (created_at, id desc)",
  "create index opt_ins_by_source on opt_ins (source, created_at)",
  "create index opt_ins_by_lead on opt_ins (lead, created_at)",
  `create index opt_ins_by_reference on opt_ins using hash (external_reference)
    where external_reference is not null`,
  "create index opt_ins_lacking_details on opt_ins (created_at, id desc) where lacks_details = 1",
  "create index forms_by_name on forms using hash (name)",
  `create index opt_ins_by_form on opt_ins (form, created_at, lead) where form is not null`,
  `create index opt_ins_by_utm_campaign on opt_ins using hash (utm_campaign)
    where utm_campaign is not null`,
  `create index unrecorded_submissions_by_reference on unrecorded_submissions
    using hash (external_reference)`,
  "create index unrecorded_submissions_by_lead on unrecorded_submissions (lead_id, at)",
  "create index status_changes_by_lead on status_changes (lead, seq)",
  "create index pending_changes_by_lead on pending_changes (lead)",
  `create index "session_userId_idx" on session ("userId")`,
  `create index "account_userId_idx" on account ("userId")`,
  "create index verification_identifier_idx on verification (identifier)",
  "create index attempts_by_end on attempts (until)",
  "create index audit_by_time on audit (at)",
];
