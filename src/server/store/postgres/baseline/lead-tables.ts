import { FLAG, SEQ, TEXT } from "./types.ts";

/**
 * See `tables.ts` for what stands in them. Texts that may be of any length are unique by a hash: no
 * other index takes them.
 */
export const leadTables = [
  `create table people (
    ${SEQ},
    email ${TEXT} not null unique,
    name ${TEXT},
    clerk_user_id ${TEXT} unique,
    spelled ${TEXT}
  )`,
  `create table statuses (
    ${SEQ},
    id ${TEXT} not null unique,
    name ${TEXT} not null,
    role ${TEXT} not null,
    type ${TEXT} not null,
    description ${TEXT},
    text_color ${TEXT},
    bg_color ${TEXT}
  )`,
  `create table lead_sources (
    ${SEQ},
    id ${TEXT},
    name ${TEXT}
  )`,
  `create table leads (
    ${SEQ},
    id ${TEXT} not null unique,
    first_name ${TEXT} not null,
    last_name ${TEXT},
    email ${TEXT} not null,
    email_key ${TEXT} not null,
    own smallint,
    phone_e164 ${TEXT},
    phone_country ${TEXT},
    name_key ${TEXT} not null default '',
    country_key ${TEXT},
    source ${TEXT} not null,
    status integer not null references statuses,
    setter integer not null default 0,
    closer integer not null default 0,
    triager integer not null default 0,
    next_touch_point_at bigint,
    next_touch_point_is_day ${FLAG},
    next_touch_point_type ${TEXT},
    first_source integer references lead_sources,
    last_source integer references lead_sources,
    latest_note ${TEXT},
    billing_details ${TEXT},
    ai_source_summary ${TEXT},
    notes integer not null default 0,
    appointments integer not null default 0,
    contracts integer not null default 0,
    payments integer not null default 0,
    opt_ins integer not null default 0,
    created_at bigint not null,
    created_is_day ${FLAG},
    updated_at bigint not null,
    updated_is_day ${FLAG},
    read_at bigint,
    details_read_at bigint,
    constraint leads_unique_email exclude using hash (email_key with =) where (own = 1)
  )`,
  `create table lead_search (
    rowid integer primary key references leads on delete cascade,
    text ${TEXT} not null
  )`,
  `create table lead_counts (
    source ${TEXT} not null,
    status integer not null,
    setter integer not null,
    closer integer not null,
    triager integer not null,
    n integer not null check (n >= 0),
    primary key (source, status, setter, closer, triager)
  )`,
  `create table forms (
    ${SEQ},
    id ${TEXT},
    name ${TEXT}
  )`,
  `create table opt_ins (
    ${SEQ},
    id ${TEXT} not null unique,
    lead integer not null references leads,
    source ${TEXT} not null,
    form integer references forms,
    external_reference ${TEXT},
    own smallint,
    utm_source ${TEXT},
    utm_medium ${TEXT},
    utm_campaign ${TEXT},
    utm_content ${TEXT},
    utm_term ${TEXT},
    referrer ${TEXT},
    landing_page ${TEXT},
    created_at bigint not null,
    created_is_day ${FLAG},
    lacks_details ${FLAG},
    constraint opt_ins_unique_reference
      exclude using hash ((source || chr(10) || external_reference) with =) where (own = 1)
  )`,
  `create table questions (
    ${SEQ},
    text ${TEXT} not null,
    constraint questions_unique_text exclude using hash (text with =)
  )`,
  `create table opt_in_answers (
    opt_in integer not null references opt_ins,
    place integer not null,
    id ${TEXT},
    question integer not null references questions,
    answer ${TEXT},
    position bigint not null,
    primary key (opt_in, place)
  )`,
  `create table opt_in_counts (
    source ${TEXT} primary key,
    n integer not null check (n >= 0)
  )`,
  `create table unrecorded_submissions (
    ${SEQ},
    id ${TEXT} not null unique,
    lead_id ${TEXT} not null,
    source ${TEXT} not null,
    external_reference ${TEXT} not null,
    email ${TEXT} not null,
    email_key ${TEXT} not null,
    first_name ${TEXT} not null,
    last_name ${TEXT},
    phone_e164 ${TEXT},
    times integer not null,
    at bigint not null
  )`,
  `create table status_changes (
    ${SEQ},
    id ${TEXT} not null unique,
    lead integer not null references leads,
    from_status integer not null references statuses,
    to_status integer not null references statuses,
    actor_kind ${TEXT} not null check (actor_kind in ('person', 'key', 'hermon')),
    actor_id ${TEXT},
    actor_name ${TEXT} not null,
    undo_of ${TEXT} references status_changes (id),
    at bigint not null,
    not_before bigint
  )`,
  `create table pending_changes (
    id ${TEXT} primary key,
    lead integer not null references leads,
    from_status integer not null references statuses,
    to_status integer not null references statuses,
    actor_kind ${TEXT} not null,
    actor_id ${TEXT},
    actor_name ${TEXT} not null,
    undo_of ${TEXT},
    at bigint not null
  )`,
  `create table gone (
    id ${TEXT} primary key,
    kind ${TEXT} not null check (kind in ('lead', 'opt-in')),
    record ${TEXT} not null,
    at bigint not null
  )`,
  `create table facts (
    name ${TEXT} primary key,
    value ${TEXT} not null
  )`,
];
