import type { Transaction } from "kysely";
import { ApiError } from "#api/errors.ts";
import type { Purpose } from "#api/contract/sync.ts";
import { removeLead, removeOptIn } from "#server/store/mirrored/gone.ts";
import { storeStatuses } from "#server/store/mirrored/dictionary.ts";
import {
  type Reading,
  storeLeadDetails,
  storeLeads,
  type StoredLeads,
} from "#server/store/mirrored/leads.ts";
import {
  knownLeads,
  type StoredOptIns,
  storeOptInDetails,
  storeOptIns,
} from "#server/store/mirrored/opt-ins.ts";
import type { Tables } from "#server/store/tables.ts";
import type { MirrorDeps } from "./deps.ts";
import { getLeadRow, getOptInRow, listStatusRows } from "./rows/hermon-endpoints.ts";
import { distinctById, type Read } from "./rows/read.ts";
import { type HermonLead, readLead, readLeadDetails } from "./rows/read-lead.ts";
import { type HermonOptIn, readOptIn, readOptInDetails } from "./rows/read-opt-in.ts";
import { readStatus } from "./rows/read-status.ts";
import type { RowKind } from "./unreadable.ts";

/** Rows as Hermon answered them. */
interface Rows {
  readonly rows: readonly unknown[];
  /** When they were asked for, in milliseconds since 1970. */
  readonly sentAt: number;
  /** Where they were found, to tell rows without an id apart. */
  readonly place: string;
}

/** Goes into the same commit as the rows. */
type Along = (tx: Transaction<Tables>) => Promise<void>;

/** How long Hermon isn't asked again for a lead it didn't have, in milliseconds. */
const ASK_AGAIN = 3_600_000;

/** Puts what Hermon answers into the store, and tells the feed what is different. */
export class TakeOver {
  readonly #deps: MirrorDeps;
  /** Leads that opt-ins name and Hermon doesn't have, with the time when it was asked. */
  readonly #notThere = new Map<string, number>();

  constructor(deps: MirrorDeps) {
    this.#deps = deps;
  }

  /** Asks for the statuses, and takes them over. */
  async statuses(purpose: Purpose): Promise<void> {
    const { hermon, store, feed, unreadable } = this.#deps;
    const { answer, sentAt } = await hermon.call(purpose, listStatusRows, {});
    const settle = unreadable.beginRound("status");
    const statuses = this.#readable("status", { rows: answer, sentAt, place: "" }, readStatus);
    settle();
    if (statuses.length === 0) return;
    const changed = await store.write((tx) => storeStatuses(tx, statuses));
    if (changed) feed.publish({ leads: [], statuses: true });
  }

  /** Takes over leads of a list. */
  async leads(page: Rows, along?: Along): Promise<StoredLeads> {
    const leads = this.#readable("lead", page, readLead);
    const stored = await this.#deps.store.write(async (tx) => {
      const result = await storeLeads(tx, leads, this.#reading(page.sentAt));
      await along?.(tx);
      return result;
    });
    this.#tell(stored, page.sentAt);
    return stored;
  }

  /**
   * Asks for a lead, and takes over all of it; one that Hermon no longer has is taken away.
   * @returns whether Hermon has it
   */
  async lead(id: string, purpose: Purpose, signal?: AbortSignal): Promise<boolean> {
    const { hermon, store, feed } = this.#deps;
    const params = { id };
    try {
      const { answer, sentAt } = await hermon.call(purpose, getLeadRow, { params }, { signal });
      const [lead] = this.#readable("lead", { rows: [answer], sentAt, place: id }, readLead);
      if (lead?.id === id.toLowerCase()) await this.#wholeLead(lead, answer, sentAt);
      return true;
    } catch (error) {
      if (!isNotFound(error)) throw error;
      const wasThere = await removeLead(store, id);
      if (wasThere) feed.publish({ leads: [], gone: [id.toLowerCase()] });
      return false;
    }
  }

  /** Takes over opt-ins of a list. Leads of theirs that aren't here are asked for. */
  async optIns(page: Rows, purpose: Purpose, along?: Along): Promise<StoredOptIns> {
    const optIns = this.#readable("opt-in", page, readOptIn);
    const { store, feed, unreadable } = this.#deps;
    for (const lead of await this.#missingLeads(optIns)) await this.#adopt(lead, purpose);
    const stored = await store.write(async (tx) => {
      const result = await storeOptIns(tx, optIns, page.sentAt);
      await along?.(tx);
      return result;
    });
    for (const { id } of stored.orphans) {
      unreadable.add({ kind: "opt-in", id, why: "its lead is not in Hermon" }, id);
    }
    if (stored.leads.length > 0) feed.publish({ leads: [], details: stored.leads });
    return stored;
  }

  /**
   * Asks for the details of opt-ins that are here, and takes them over in one commit.
   * @returns those that Hermon didn't give
   * @throws the failure, when it gave none of them
   */
  async optInDetails(ids: readonly string[], purpose: Purpose): Promise<string[]> {
    const { store, feed } = this.#deps;
    const answers = await Promise.allSettled(ids.map((id) => this.#askDetails(id, purpose)));
    const read = answers.flatMap((one) =>
      one.status === "fulfilled" ? [one.value ?? []].flat() : [],
    );
    const details = await store.write(async (tx) => {
      const leads: (string | null)[] = [];
      for (const one of read) leads.push(await storeOptInDetails(tx, one.id, one.details));
      return leads.filter((lead) => lead !== null);
    });
    if (details.length > 0) feed.publish({ leads: [], details });
    const failed = answers.find((one) => one.status === "rejected");
    if (failed && answers.every(({ status }) => status === "rejected")) throw failed.reason;
    return ids.filter((_, at) => answers[at]?.status === "rejected");
  }

  /** Asks for an opt-in that needn't be here yet, and takes over all of it. */
  async optIn(id: string, purpose: Purpose, signal?: AbortSignal): Promise<void> {
    const { hermon, store } = this.#deps;
    const params = { id };
    const { answer, sentAt } = await hermon.call(purpose, getOptInRow, { params }, { signal });
    await this.optIns({ rows: [answer], sentAt, place: id }, purpose);
    await store.write((tx) => storeOptInDetails(tx, id, readOptInDetails(answer)));
  }

  /** An opt-in that Hermon no longer has is taken away. */
  async #askDetails(id: string, purpose: Purpose) {
    try {
      const { answer } = await this.#deps.hermon.call(purpose, getOptInRow, { params: { id } });
      return { id, details: readOptInDetails(answer) };
    } catch (error) {
      if (!isNotFound(error)) throw error;
      await removeOptIn(this.#deps.store, id);
      return undefined;
    }
  }

  /** Asks for the lead of an opt-in, but not again and again for one that Hermon doesn't have. */
  async #adopt(lead: string, purpose: Purpose): Promise<void> {
    if ((this.#notThere.get(lead) ?? 0) > Date.now() - ASK_AGAIN) return;
    if (!(await this.lead(lead, purpose))) this.#notThere.set(lead, Date.now());
  }

  /** The leads of these opt-ins that aren't here. */
  async #missingLeads(optIns: readonly HermonOptIn[]): Promise<string[]> {
    const ids = [...new Set(optIns.map(({ lead_id }) => lead_id))];
    const known = await knownLeads(this.#deps.store, ids);
    return ids.filter((id) => !known.has(id));
  }

  async #wholeLead(lead: HermonLead, row: unknown, sentAt: number): Promise<void> {
    const reading = this.#reading(sentAt);
    const stored = await this.#deps.store.write(async (tx) => {
      const result = await storeLeads(tx, [lead], reading);
      await storeLeadDetails(tx, lead.id, readLeadDetails(row), reading);
      return result;
    });
    this.#tell(stored, sentAt);
  }

  #reading(sentAt: number): Reading {
    return { sentAt, seenAt: (lead) => this.#deps.seen.at(lead) };
  }

  #tell({ seqs, added, changed }: StoredLeads, sentAt: number): void {
    this.#deps.seen.mark(seqs, sentAt);
    const others = added.length > 0;
    if (changed.length > 0 || others) this.#deps.feed.publish({ leads: changed, others });
  }

  /** Each row once; those that can't be read are noted. */
  #readable<T extends { readonly id: string }>(
    kind: RowKind,
    { rows, place }: Rows,
    read: (row: unknown) => Read<T>,
  ): T[] {
    const results = rows.map(read);
    results.forEach((result, at) => {
      if (result.ok) return;
      this.#deps.unreadable.add({ kind, id: result.id, why: result.why }, `${place}:${at}`);
    });
    return distinctById(results.flatMap((result) => (result.ok ? [result.value] : [])));
  }
}

/** Whether Hermon says that there is no such thing. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 404;
