import * as z from "zod/mini";
import { endpoint, success } from "./endpoint.ts";
import { nullableText, text, wholeNumber } from "./fields.ts";

/** Our own endpoints for what stands behind the dashboard: its own record, or a Hermon workspace. */

/** `own`: the database is the record itself. `live`: it mirrors a Hermon workspace. */
export const MODES = ["own", "live"] as const;
export type Mode = (typeof MODES)[number];

/**
 * - `current`: kept in step; in own record always.
 * - `copying`: the first copy is under way, so lists and counts are not whole yet.
 * - `out-of-step`: everything was read, and what could be read isn't what Hermon says there is; how
 *   far they are apart, `apart` says.
 * - `waiting`: Hermon asks for a pause, and nothing is read before `next_try_at`.
 * - `unreadable`: what answers doesn't give a list of leads or opt-ins; `failing` says which.
 * - `unreachable`: Hermon doesn't answer, or not in a way that can be read.
 * - `refused`: Hermon doesn't take the API key; it is tried again by itself at `next_try_at`.
 * - `other-workspace`: the API key opens another workspace than the one that was copied. Nothing of
 *   it is taken over.
 */
export const SYNC_PHASES = [
  "current",
  "copying",
  "out-of-step",
  "waiting",
  "unreadable",
  "unreachable",
  "refused",
  "other-workspace",
] as const;

/** How many there are here and, as Hermon last said, there. */
const Copied = z.object({ here: wholeNumber, there: z.nullable(wholeNumber) });

/** How many were found when all was last read, are here, and, as Hermon says, there. */
const Apart = z.object({ read: wholeNumber, here: wholeNumber, there: wholeNumber });

/** How far the copy is. Everyone signed in may see it. */
export const SyncState = z.object({
  mode: z.enum(MODES),
  phase: z.enum(SYNC_PHASES),
  /** While the first copy isn't whole, whatever the phase; `null` once it was. */
  copied: z.nullable(z.object({ leads: Copied, opt_ins: Copied })),
  /** When Hermon's answer was last taken over. */
  synced_at: nullableText,
  /** When Hermon is asked next, while it is unreachable, refuses the key, or asks for a pause. */
  next_try_at: nullableText,
  /** The lists that are out of step, whatever the phase; `null`: none is. */
  apart: z.nullable(z.object({ leads: z.nullable(Apart), opt_ins: z.nullable(Apart) })),
  /** The list that is asked for and not given, and the HTTP status in its place, if any. */
  failing: z.nullable(
    z.object({ list: z.enum(["leads", "opt_ins"]), status: z.nullable(wholeNumber) }),
  ),
  /** Why what Hermon answers can't be saved here, as the end of a sentence; `null`: it can. */
  not_saved: nullableText,
});
export type SyncState = z.infer<typeof SyncState>;

/**
 * What a request to Hermon is for: someone at a page, a sender with an API key of ours, or the copy
 * itself. The first goes first, and each has a share that the others can't take.
 */
export const PURPOSES = ["person", "key", "poll", "scan", "backfill"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A failure of late, without personal data. */
const SyncError = z.object({ at: text, what: text });

/** A row of Hermon's that can't be read, so that it isn't here. */
const UnreadableRow = z.object({
  kind: z.enum(["lead", "opt-in", "status"]),
  /** `null` when not even that can be read. */
  id: nullableText,
  why: text,
});

/** A part of one of Hermon's lists that can't be read; `to` is `null` where the list has no end. */
const UnreadablePart = z.object({
  list: z.enum(["leads", "opt_ins"]),
  /** The first and the last row by their place in the list, from 1. */
  from: wholeNumber,
  to: z.nullable(wholeNumber),
  why: text,
});

/** What a manager wants to know of the connection to Hermon. */
export const Connection = z.object({
  sync: SyncState,
  /** All below is `null` in own record. */
  hermon: z.nullable(
    z.object({
      api_url: text,
      key_last4: text,
      leads: Copied,
      opt_ins: Copied,
      /** Of the opt-ins that are here, those whose answers and attribution are. */
      opt_in_details: wholeNumber,
      requests_last_minute: z.object({
        person: wholeNumber,
        key: wholeNumber,
        poll: wholeNumber,
        scan: wholeNumber,
        backfill: wholeNumber,
      }),
      /** Requests a second: what the budget allows, and what Hermon lets us have of it now. */
      rate: z.object({ most: z.number(), now: z.number() }),
      /** When everything was last read through. */
      scanned_at: nullableText,
      /** How many rows can't be read, those in parts of a list that can't included. */
      unreadable: z.object({
        count: wholeNumber,
        latest: z.array(UnreadableRow),
        parts: z.array(UnreadablePart),
      }),
      errors: z.array(SyncError),
    }),
  ),
});
export type Connection = z.infer<typeof Connection>;

export const getSync = endpoint({
  name: "getSync",
  summary: "How far the copy of the Hermon workspace is",
  access: "read",
  method: "GET",
  path: "/api/dashboard/sync",
  answer: success(SyncState),
  success: { 200: "Sync state fetched successfully" },
});

export const getConnection = endpoint({
  name: "getConnection",
  summary: "The connection to Hermon: totals, requests, errors",
  access: "see-connection",
  method: "GET",
  path: "/api/dashboard/connection",
  answer: success(Connection),
  success: { 200: "Connection fetched successfully" },
});

/**
 * Also ends the wait of an outage or a refused key: Hermon is asked again at once. A pause that Hermon
 * asked for is kept; the state says until when, and everything is read then.
 */
export const syncNow = endpoint({
  name: "syncNow",
  summary: "Read everything from Hermon again, beginning now",
  access: "see-connection",
  method: "POST",
  path: "/api/dashboard/connection/sync",
  answer: success(SyncState),
  success: { 200: "Sync started" },
});
