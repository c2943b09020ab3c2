import { randomUUID } from "node:crypto";
import type { TrafficAttribution } from "#api/contract/opt-ins.ts";
import type { Store } from "../open.ts";
import { addTeam, leadStatus, openTestStore } from "../test-store.ts";
import { type MirroredLead, type Reading, storeLeads, type StoredLeads } from "./leads.ts";
import { type MirroredOptIn, type StoredOptIns, storeOptIns } from "./opt-ins.ts";

/** When the first requests of a test are sent, unless it says otherwise. */
export const FIRST_SENT = Date.UTC(2026, 4, 26, 12);

export const MINUTE = 60_000;

/** An open store with statuses and people alone. */
export async function openMirror(): Promise<Store> {
  const store = await openTestStore();
  await addTeam(store);
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

/** The attribution of an opt-in that says nothing of where it came from. */
export const NO_TRAFFIC: TrafficAttribution = {
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  utm_content: null,
  utm_term: null,
  referrer: null,
  landing_page: null,
};

/** Stores what a page of leads said that was asked for at `sentAt`. */
export const takeLeads = (
  store: Store,
  leads: readonly MirroredLead[],
  { sentAt = FIRST_SENT, seenAt = () => undefined }: Partial<Reading> = {},
): Promise<StoredLeads> => store.write((tx) => storeLeads(tx, leads, { sentAt, seenAt }));

/** The same for opt-ins. */
export const takeOptIns = (
  store: Store,
  optIns: readonly MirroredOptIn[],
  sentAt = FIRST_SENT,
): Promise<StoredOptIns> => store.write((tx) => storeOptIns(tx, optIns, sentAt));
