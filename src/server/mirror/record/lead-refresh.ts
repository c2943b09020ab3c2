import { ApiError } from "#api/errors.ts";
import { listOptInsToRead, type OptInToRead } from "#server/store/mirrored/rows/opt-in-details.ts";
import type { MirrorDeps } from "../deps.ts";
import { NotSent } from "../hermon/budget/not-sent.ts";
import { listOptInRows } from "../rows/hermon-endpoints.ts";
import { PAGE_SIZE } from "../walk/page-parts.ts";
import { readOptIn } from "../rows/read-opt-in.ts";
import type { RowWriter } from "../apply/row-writer.ts";

/** The answers of so many opt-ins are read while someone waits; the backfill fills in the others. */
const MOST_DETAILS = 20;

/** Reads a lead that a person opens. */
export class LeadRefresh {
  readonly #deps: MirrorDeps;
  readonly #rowWriter: RowWriter;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(deps: MirrorDeps, rowWriter: RowWriter) {
    this.#deps = deps;
    this.#rowWriter = rowWriter;
  }

  /**
   * The lead, its list of opt-ins, and their answers and attribution. Asked for by two at once, it is
   * read once.
   */
  lead(id: string): Promise<void> {
    const known = this.#underWay.get(id);
    if (known) return known;
    const reading = this.#read(id).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, reading);
    return reading;
  }

  async #read(id: string): Promise<void> {
    const known = await this.#optInsToRead(id);
    const [isThere] = await Promise.all([
      this.#rowWriter.lead(id, "person"),
      this.#list(id),
      this.#details(known),
    ]);
    if (!isThere) return;
    const asked = new Set(known.map((one) => one.id));
    const found = (await this.#optInsToRead(id)).filter((one) => !asked.has(one.id));
    const lacking = found.filter((one) => one.lacks_details);
    await this.#details(lacking.slice(0, MOST_DETAILS - known.length));
  }

  /** Which of the lead's opt-ins that are here are to be read while someone waits. */
  #optInsToRead(lead: string): Promise<OptInToRead[]> {
    return listOptInsToRead(this.#deps.store, lead, MOST_DETAILS);
  }

  /** Those that Hermon doesn't give stay as they were: the lead itself was read. */
  async #details(optIns: readonly OptInToRead[]): Promise<void> {
    if (optIns.length === 0) return;
    const ids = optIns.map(({ id }) => id);
    try {
      await this.#rowWriter.optInDetails(ids, "person");
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof NotSent)) throw error;
    }
  }

  /** A filter that Hermon ignores is no reason to read other leads' opt-ins to the end. */
  async #list(lead_id: string): Promise<void> {
    const { hermon, log } = this.#deps;
    const query = { lead_id, page: 1, limit: PAGE_SIZE };
    const { answer, ...asked } = await hermon.call("person", listOptInRows, { query });
    const own = answer.data.filter((row) => {
      const read = readOptIn(row);
      return !read.ok || read.value.lead_id === lead_id;
    });
    if (own.length < answer.data.length) {
      log.warn({ filter: "lead_id" }, "Hermon gave rows that were not asked for");
    }
    await this.#rowWriter.optIns({ rows: own, ...asked, place: null }, "person");
  }
}
