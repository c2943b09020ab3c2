import { randomUUID } from "node:crypto";
import type { Store } from "../open.ts";
import type { StatusRequest } from "../statuses/status-request.ts";
import { addTeam, leadStatus, NO_TRAFFIC, openTestStore } from "../test-store.ts";
import { type MirroredLead, storeLeads, type StoredLeads } from "./rows/leads.ts";
import { type MirroredOptInDetails, storeOptInDetails } from "./rows/opt-in-details.ts";
import { type MirroredOptIn, type StoredOptIns, storeOptIns } from "./rows/opt-ins.ts";
import { beginChange, type PendingChange } from "./changes/pending-changes.ts";
import type { Reading, ReadSoFar } from "./rows/reading.ts";

/** When the first requests of a test are sent, unless it says otherwise. */
export const FIRST_SENT = Date.UTC(2026, 4, 26, 12);

export const MINUTE = 60_000;

/** An open store with statuses, people and these leads. */
export async function openMirror(
  leads: readonly MirroredLead[] = [],
  reading?: Partial<Reading>,
): Promise<Store> {
  const store = await openTestStore();
  await addTeam(store);
  if (leads.length > 0) await takeLeads(store, leads, reading);
  return store;
}

const NO_SOURCE = { id: null, name: null };

/** A lead as Hermon lists it, with nothing but what it must have. */
export function mirroredLead(own: Partial<MirroredLead> = {}): MirroredLead {
  const id = randomUUID();
  return {
    id,
    first_name: "Ida",
    last_name: null,
    email: `${id}@example.com`,
    phone_e164: null,
    phone_country: null,
    source: "OTHER",
    setter: null,
    closer: null,
    triager: null,
    next_touch_point_at: null,
    next_touch_point_type: null,
    first_source: NO_SOURCE,
    last_source: NO_SOURCE,
    status: leadStatus(1),
    latest_note: null,
    created_at: FIRST_SENT - 60 * MINUTE,
    updated_at: FIRST_SENT - 60 * MINUTE,
    ...own,
  };
}

/** An opt-in as Hermon lists it. */
export const mirroredOptIn = (
  lead_id: string,
  own: Partial<MirroredOptIn> = {},
): MirroredOptIn => ({
  id: randomUUID(),
  lead_id,
  source: "OTHER",
  provider_form_id: null,
  provider_form_name: null,
  external_reference: null,
  created_at: FIRST_SENT - 60 * MINUTE,
  ...own,
});

/** What of a process' memory counts: nothing, unless a test says so. */
export const soFar = (own: Partial<ReadSoFar> = {}): ReadSoFar => ({
  lead: () => undefined,
  details: () => undefined,
  gone: () => undefined,
  sent: () => -Infinity,
  ...own,
});

/** Stores what a page of leads said that was asked for at `sentAt`. */
export const takeLeads = (
  store: Store,
  leads: readonly MirroredLead[],
  { sentAt = FIRST_SENT, seenAt = () => undefined, ...own }: Partial<Reading> = {},
): Promise<StoredLeads> => store.write((tx) => storeLeads(tx, leads, { sentAt, seenAt, ...own }));

/** Stores a lead of its own, and says which. */
export async function takeLead(store: Store, own?: Partial<MirroredLead>): Promise<MirroredLead> {
  const lead = mirroredLead(own);
  await takeLeads(store, [lead]);
  return lead;
}

/** Stores what a page of opt-ins said that was asked for at `sentAt`. */
export const takeOptIns = (
  store: Store,
  optIns: readonly MirroredOptIn[],
  sentAt = FIRST_SENT,
): Promise<StoredOptIns> => store.write((tx) => storeOptIns(tx, optIns, sentAt));

/** Stores an opt-in of that lead, and says which. */
export async function takeOptIn(
  store: Store,
  leadId: string,
  own?: Partial<MirroredOptIn>,
): Promise<MirroredOptIn> {
  const optIn = mirroredOptIn(leadId, own);
  await takeOptIns(store, [optIn]);
  return optIn;
}

/** Stores the details of an opt-in, which say nothing but `own`. */
export const takeOptInDetails = (
  store: Store,
  id: string,
  own: Partial<MirroredOptInDetails> = {},
): Promise<string | null> =>
  store.write((tx) => storeOptInDetails(tx, id, { answers: [], attribution: NO_TRAFFIC, ...own }));

/** Sends a status change that nothing stands against, and hears nothing yet. */
export async function sendChange(store: Store, request: StatusRequest): Promise<PendingChange> {
  const begun = await beginChange(store, request);
  if (begun.outcome !== "begun") throw new Error(begun.outcome);
  return begun.pending;
}
