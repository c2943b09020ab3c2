import { ApiError } from "#api/errors.ts";
import { listOptInsOfLead } from "#server/store/opt-ins.ts";
import type { MirrorDeps } from "./deps.ts";
import { NotSent } from "./hermon/not-sent.ts";
import { listOptInRows } from "./rows/hermon-endpoints.ts";
import { PAGE_SIZE } from "./pages.ts";
import { readOptIn } from "./rows/read-opt-in.ts";
import type { TakeOver } from "./take-over.ts";

/** So many opt-ins are filled in while someone waits; the backfill does the others. */
const MOST_DETAILS = 20;

/** Reads all of a lead that someone has opened. */
export class LeadRefresh {
  readonly #deps: MirrorDeps;
  readonly #takeOver: TakeOver;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(deps: MirrorDeps, takeOver: TakeOver) {
    this.#deps = deps;
    this.#takeOver = takeOver;
  }

  /** The lead, its list of opt-ins, and what is missing of these. Asked by two at once, it is read once. */
  lead(id: string): Promise<void> {
    const known = this.#underWay.get(id);
    if (known) return known;
    const reading = this.#read(id).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, reading);
    return reading;
  }

  async #read(id: string): Promise<void> {
    const [isThere] = await Promise.all([this.#takeOver.lead(id, "person"), this.#optIns(id)]);
    if (!isThere) return;
    const optIns = (await listOptInsOfLead(this.#deps.store, id)) ?? [];
    const lacking = optIns.filter((one) => one.details_missing).map((one) => one.id);
    if (lacking.length > 0) await this.#fillIn(lacking.toReversed().slice(0, MOST_DETAILS));
  }

  /** Those that Hermon doesn't give are shown as missing: the lead itself was read. */
  async #fillIn(optIns: readonly string[]): Promise<void> {
    try {
      await this.#takeOver.optInDetails(optIns, "person");
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof NotSent)) throw error;
    }
  }

  /** A filter that Hermon ignores is no reason to read other leads' opt-ins to the end. */
  async #optIns(lead_id: string): Promise<void> {
    const { hermon, log } = this.#deps;
    const query = { lead_id, page: 1, limit: PAGE_SIZE };
    const { answer, sentAt } = await hermon.call("person", listOptInRows, { query });
    const own = answer.data.filter((row) => {
      const read = readOptIn(row);
      return !read.ok || read.value.lead_id === lead_id;
    });
    if (own.length < answer.data.length) {
      log.warn({ filter: "lead_id" }, "Hermon gave rows that were not asked for");
    }
    await this.#takeOver.optIns({ rows: own, sentAt, place: null }, "person");
  }
}
