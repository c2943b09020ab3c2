import type { Transaction } from "kysely";
import type { Purpose } from "#api/contract/sync.ts";
import { recordChanges } from "#server/store/events/record-changes.ts";
import { removeLead, removeOptIn } from "#server/store/mirrored/removal/gone.ts";
import { type Along, inOneLeads, inOneOptIns, storePage } from "./store-page.ts";
import { storeRows } from "./store-rows.ts";
import { detailsOf, oddAnswer } from "./odd-answer.ts";
import { storeStatuses } from "#server/store/mirrored/rows/dictionary.ts";
import { storeLeadDetails } from "#server/store/mirrored/rows/lead-details.ts";
import {
  type MirroredLead,
  storeLeads,
  type StoredLeads,
} from "#server/store/mirrored/rows/leads.ts";
import {
  type MirroredOptInDetails,
  storeOptInDetails,
} from "#server/store/mirrored/rows/opt-in-details.ts";
import {
  knownLeads,
  type MirroredOptIn,
  type StoredOptIns,
  storeOptIns,
} from "#server/store/mirrored/rows/opt-ins.ts";
import type { Reading } from "#server/store/mirrored/rows/reading.ts";
import type { Tables } from "#server/store/tables.ts";
import { isAboutOne, isNotFound } from "../hermon/about-one.ts";
import type { MirrorDeps } from "../deps.ts";
import type { AskedAt } from "../hermon/hermon.ts";
import { Orphans } from "./orphans.ts";
import { readable, type Rows } from "./readable.ts";
import { getLeadRow, getOptInRow, listStatusRows } from "../rows/hermon-endpoints.ts";
import { readLead, readLeadDetails } from "../rows/read-lead.ts";
import { readOptIn } from "../rows/read-opt-in.ts";
import { readStatus } from "../rows/read-status.ts";
import { evidenceOf } from "../trust/workspace.ts";

interface OptInDetails {
  readonly id: string;
  readonly details: MirroredOptInDetails;
  readonly order: number;
}

/** What Hermon says when it is asked for one opt-in. */
type OptInReading =
  | OptInDetails
  /** It has none such: the lead that had it here, if any. */
  | { readonly removedFrom: string | null };

interface AskOptions {
  readonly signal?: AbortSignal;
  /** Its list was read through and lacks it. */
  readonly isUnlisted?: boolean;
  /** It is asked for on account of something else, and stays, whatever is said of it. */
  readonly stays?: boolean;
}

/** Puts what Hermon answers into the store. */
export class RowWriter {
  readonly #deps: MirrorDeps;
  readonly #orphans: Orphans;

  constructor(deps: MirrorDeps) {
    this.#deps = deps;
    this.#orphans = new Orphans(deps.unreadable);
  }

  /** Asks for the statuses, and takes them over. */
  async statuses(purpose: Purpose): Promise<void> {
    const { hermon, store, unreadable } = this.#deps;
    const { answer } = await hermon.call(purpose, listStatusRows, {});
    unreadable.forgetUntil(unreadable.mark(), "status");
    const statuses = readable(unreadable, "status", { rows: answer, place: "" }, readStatus);
    if (statuses.length === 0) return;
    const ids = statuses.map(({ id }) => id);
    await this.#deps.workspace.admit({ leads: [], statuses: ids }, purpose);
    await store.write(async (tx) =>
      recordChanges(tx, { statuses: await storeStatuses(tx, statuses) }),
    );
  }

  /** Takes over leads of a list. */
  async leads(page: Rows, purpose: Purpose, along?: Along): Promise<StoredLeads> {
    const { unreadable, workspace } = this.#deps;
    const leads = readable(unreadable, "lead", page, readLead);
    await workspace.admit(evidenceOf(leads), purpose);
    const found = { kind: "lead", rows: leads, place: page.place } as const;
    const result = await storePage(this.#deps, found, along, (tx, some) =>
      this.#store(tx, some, page),
    );
    const stored = inOneLeads(result);
    this.#orphans.leadsCame(stored.added);
    return stored;
  }

  /**
   * Asks for a lead, and takes over all of it; one that Hermon no longer has is taken away.
   * @returns whether Hermon has it
   * @throws {ApiError} also a "not found" of one that is here, when that isn't to be believed, and
   *   an answer that isn't this lead
   */
  async lead(id: string, purpose: Purpose, options: AskOptions = {}): Promise<boolean> {
    const { hermon, store } = this.#deps;
    const { signal, isUnlisted = false, stays = false } = options;
    const params = { id };
    try {
      const { answer, ...asked } = await hermon.call(purpose, getLeadRow, { params }, { signal });
      const read = readLead(answer);
      if (!read.ok || read.value.id !== id.toLowerCase()) throw oddAnswer(getLeadRow);
      await this.#deps.workspace.admit(evidenceOf([read.value]), purpose);
      await this.#wholeLead(read.value, answer, asked);
      return true;
    } catch (error) {
      if (!isNotFound(error)) throw error;
      const isHere = (await knownLeads(store, [id.toLowerCase()])).size > 0;
      if (isHere && (stays || !this.#deps.goneClaims.isBelieved("leads", isUnlisted))) throw error;
      await this.#removeLead(id.toLowerCase());
      return false;
    }
  }

  async #removeLead(id: string): Promise<void> {
    const { store, seen } = this.#deps;
    seen.markGone(id);
    await removeLead(store, id);
  }

  /** Takes over opt-ins of a list. Leads of theirs that aren't here are asked for. */
  async optIns(page: Rows, purpose: Purpose, along?: Along): Promise<StoredOptIns> {
    const { unreadable } = this.#deps;
    const optIns = readable(unreadable, "opt-in", page, readOptIn);
    await this.#deps.workspace.ensure(purpose);
    for (const lead of await this.#missingLeads(optIns)) await this.#leadOfOptIn(lead, purpose);
    const found = { kind: "opt-in", rows: optIns, place: page.place } as const;
    const result = await storePage(this.#deps, found, along, async (tx, some) => {
      const stored = await storeOptIns(tx, some, page.sentAt);
      const { leads: details, counted: leads } = stored;
      await recordChanges(tx, { leads, details, optIns: details.length > 0 });
      return stored;
    });
    const stored = inOneOptIns(result);
    this.#orphans.add(stored.orphans);
    return stored;
  }

  /**
   * Asks for the details of opt-ins that are here, and takes them over in one commit.
   * @param isUnlisted whether their list was read through and lacks them
   * @returns those that Hermon didn't give, and how many were taken away
   * @throws the failure, when it gave none of them
   */
  async optInDetails(
    ids: readonly string[],
    purpose: Purpose,
    { isUnlisted = false }: Pick<AskOptions, "isUnlisted"> = {},
  ): Promise<{ readonly failed: readonly string[]; readonly removed: number }> {
    const { store } = this.#deps;
    const answers = await Promise.allSettled(
      ids.map((id) => this.#askDetails(id, purpose, isUnlisted)),
    );
    const given = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const read = given.filter((one) => "details" in one);
    const { odd } = await storeRows(store, read, (tx, some) => this.#storeDetails(tx, some));
    const removedFrom = given.flatMap((one) => ("removedFrom" in one ? [one.removedFrom] : []));
    if (purpose === "scan") await this.#recountOptIns(removedFrom);
    const failure = answers.find((one) => one.status === "rejected");
    if (failure && answers.every(({ status }) => status === "rejected")) throw failure.reason;
    const failed = ids.filter(
      (id, at) => answers[at]?.status === "rejected" || odd.some((one) => one.id === id),
    );
    return { failed, removed: removedFrom.length };
  }

  /** How many opt-ins a lead has is Hermon's to say. Whoever opens a lead has it read anyway. */
  async #recountOptIns(leads: readonly (string | null)[]): Promise<void> {
    for (const lead of new Set(leads)) if (lead !== null) await this.#leadOfOptIn(lead, "scan");
  }

  /** Asks for an opt-in that needn't be here yet, and takes over all of it. */
  async optIn(id: string, purpose: Purpose, { signal }: AskOptions = {}): Promise<void> {
    const { hermon, store } = this.#deps;
    const params = { id };
    const { answer, ...asked } = await hermon.call(purpose, getOptInRow, { params }, { signal });
    await this.optIns({ rows: [answer], ...asked, place: id }, purpose);
    const read = { id, details: detailsOf(id, answer), order: asked.order };
    await store.write((tx) => this.#storeDetails(tx, [read]));
  }

  /** What was asked for earlier than what is here says nothing new. */
  async #storeDetails(tx: Transaction<Tables>, optIns: readonly OptInDetails[]): Promise<void> {
    const { seen } = this.#deps;
    const leads: (string | null)[] = [];
    for (const { id, details, order } of optIns) {
      if (order < (seen.optInDetails(id) ?? -Infinity)) continue;
      leads.push(await storeOptInDetails(tx, id, details));
      seen.markOptInDetails(id, order);
    }
    await recordChanges(tx, { details: leads.filter((lead) => lead !== null) });
  }

  /**
   * An opt-in that Hermon no longer has is taken away; but not on the backfill's word, as one that
   * Hermon lists and doesn't have would come and go with every scan.
   */
  async #askDetails(id: string, purpose: Purpose, isUnlisted: boolean): Promise<OptInReading> {
    try {
      const params = { id };
      const { answer, order } = await this.#deps.hermon.call(purpose, getOptInRow, { params });
      return { id, details: detailsOf(id, answer), order };
    } catch (error) {
      if (!isNotFound(error) || purpose === "backfill") throw error;
      if (!this.#deps.goneClaims.isBelieved("optIns", isUnlisted)) throw error;
      return { removedFrom: await removeOptIn(this.#deps.store, id) };
    }
  }

  /** The leads of these opt-ins that aren't here. */
  async #missingLeads(optIns: readonly MirroredOptIn[]): Promise<string[]> {
    const ids = [...new Set(optIns.map(({ lead_id }) => lead_id))];
    const known = await knownLeads(this.#deps.store, ids);
    return ids.filter((id) => !known.has(id) && !this.#orphans.lacks(id));
  }

  /** One that Hermon doesn't give in a way that can be read costs its own opt-ins, and no others. */
  async #leadOfOptIn(id: string, purpose: Purpose): Promise<void> {
    try {
      await this.lead(id, purpose, { stays: true });
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      this.#deps.log.warn(
        { kind: "lead", id, why: error.message },
        "the lead of an opt-in can't be read",
      );
    }
  }

  async #wholeLead(lead: MirroredLead, row: unknown, asked: AskedAt): Promise<void> {
    const { store, seen } = this.#deps;
    const { stored } = await storeRows(store, [lead], async (tx) => {
      const result = await this.#store(tx, [lead], asked);
      const reading = this.#reading(asked);
      const isNews = await storeLeadDetails(tx, lead.id, readLeadDetails(row), reading);
      for (const seq of result.seqs) seen.markDetails(seq, asked.order);
      if (isNews) await recordChanges(tx, { details: [lead.id] });
      return result;
    });
    const [one] = stored;
    if (!one) throw oddAnswer(getLeadRow);
    this.#orphans.leadsCame(one.added);
  }

  /** Marked within the transaction: whoever writes next must know already. */
  async #store(
    tx: Transaction<Tables>,
    leads: readonly MirroredLead[],
    asked: AskedAt,
  ): Promise<StoredLeads> {
    const stored = await storeLeads(tx, leads, this.#reading(asked));
    this.#deps.seen.mark(stored.seqs, asked.order);
    const { added, changed, hasNewStatuses: statuses } = stored;
    await recordChanges(tx, { leads: changed, others: added.length > 0, statuses });
    return stored;
  }

  #reading({ sentAt, order }: AskedAt): Reading {
    const { seen } = this.#deps;
    return { sentAt, seenAt: (lead) => seen.at(lead), order: { at: order, soFar: seen } };
  }
}
