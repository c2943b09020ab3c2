import { FLAG, SEQ, TEXT } from "./types.ts";

const STAMPED = `id ${TEXT} primary key,
    "createdAt" timestamptz not null,
    "updatedAt" timestamptz not null`;

/** better-auth's tables in its own spelling, and what else belongs to accounts. */
export const accountTables = [
  `create table "user" (
    ${STAMPED},
    name ${TEXT} not null,
    email ${TEXT} not null unique,
    "emailVerified" smallint not null,
    image ${TEXT},
    role ${TEXT} not null,
    sample ${FLAG},
    "disabledAt" timestamptz
  )`,
  `create table session (
    ${STAMPED},
    "expiresAt" timestamptz not null,
    token ${TEXT} not null unique,
    "ipAddress" ${TEXT},
    "userAgent" ${TEXT},
    "userId" ${TEXT} not null references "user" on delete cascade
  )`,
  `create table account (
    ${STAMPED},
    "accountId" ${TEXT} not null,
    "providerId" ${TEXT} not null,
    "userId" ${TEXT} not null references "user" on delete cascade,
    "accessToken" ${TEXT},
    "refreshToken" ${TEXT},
    "idToken" ${TEXT},
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    scope ${TEXT},
    password ${TEXT}
  )`,
  `create table verification (
    ${STAMPED},
    identifier ${TEXT} not null,
    value ${TEXT} not null,
    "expiresAt" timestamptz not null
  )`,
  `create table api_keys (
    id ${TEXT} primary key,
    name ${TEXT} not null,
    hash ${TEXT} not null unique,
    last4 ${TEXT} not null,
    created_at bigint not null,
    revoked_at bigint
  )`,
  `create table attempts (
    key ${TEXT} primary key,
    count integer not null,
    until bigint not null
  )`,
  `create table audit (
    ${SEQ},
    at bigint not null,
    actor_kind ${TEXT} not null,
    actor_id ${TEXT},
    address ${TEXT},
    action ${TEXT} not null,
    subject_kind ${TEXT},
    subject_id ${TEXT},
    detail ${TEXT} not null
  )`,
];
