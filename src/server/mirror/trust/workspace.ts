import { type Evidence, isEmptyMirror, knowsAny } from "#server/store/mirrored/known.ts";
import type { Purpose } from "#api/contract/sync.ts";
import type { Store } from "#server/store/open.ts";
import { isAboutOne } from "../hermon/about-one.ts";
import type { Hermon } from "../hermon/hermon.ts";
import type { MirrorLog } from "../mirror-log.ts";
import { PAGE_SIZE } from "../walk/page-parts.ts";
import { listLeadRows, listStatusRows } from "../rows/hermon-endpoints.ts";
import { readLead } from "../rows/read-lead.ts";
import { NO_STATUS, readStatus } from "../rows/read-status.ts";
import type { MirroredLead } from "#server/store/mirrored/rows/leads.ts";
import type { Read } from "../rows/read.ts";

/** The API key opens another workspace than the one that is mirrored here. */
export class OtherWorkspace extends Error {
  override readonly name = "OtherWorkspace";

  constructor() {
    super("The API key opens another Hermon workspace than the one that is mirrored here");
  }
}

interface WorkspaceOptions {
  readonly store: Store;
  readonly hermon: Hermon;
  readonly log: MirrorLog;
}

/**
 * Binds the mirror to its workspace: nothing is taken over, and nothing sent, while neither a lead
 * nor a status of what Hermon gives is known here. Else the leads of two workspaces would be mixed.
 */
export class Workspace {
  readonly #options: WorkspaceOptions;
  #is: "own" | "other" | "unknown" = "unknown";
  #deciding: Promise<void> | undefined;
  #onChange = (): void => {};

  constructor(options: WorkspaceOptions) {
    this.#options = options;
  }

  get isOwn(): boolean {
    return this.#is === "own";
  }

  get isOther(): boolean {
    return this.#is === "other";
  }

  /** Calls back whenever what it is has changed. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  /**
   * What was read is about to be taken over.
   * @throws {OtherWorkspace} when nothing speaks for its being of the workspace that is here
   * @throws what asking Hermon further questions throws
   */
  async admit(evidence: Evidence, purpose: Purpose): Promise<void> {
    if (isNothing(evidence) && this.isOwn) return;
    if (!(await this.#knows(evidence))) return this.#decide(purpose);
    this.#settle("own");
  }

  /** The same for what is asked or sent before anything was read. */
  async ensure(purpose: Purpose): Promise<void> {
    if (this.isOwn) return;
    if (this.isOther) throw new OtherWorkspace();
    await this.admit({ leads: [], statuses: [] }, purpose);
  }

  /**
   * At one moment: what comes first into an empty mirror may be stored meanwhile. Into an empty one
   * anything may come, also after it was known whose it is, as others do before they are stored.
   */
  #knows(evidence: Evidence): Promise<boolean> {
    return this.#options.store.read(
      async (snapshot) => (await knowsAny(snapshot, evidence)) || isEmptyMirror(snapshot),
    );
  }

  /** Asks for the statuses, and for the first leads when that doesn't settle it. */
  #decide(purpose: Purpose): Promise<void> {
    this.#deciding ??= this.#ask(purpose).finally(() => (this.#deciding = undefined));
    return this.#deciding;
  }

  async #ask(purpose: Purpose): Promise<void> {
    const known =
      (await this.#knows(await this.#statuses(purpose))) ||
      (await this.#knows(await this.#firstLeads(purpose)));
    this.#settle(known ? "own" : "other");
    if (!known) throw new OtherWorkspace();
  }

  /** A list of them that isn't given says nothing: leads bring their statuses along. */
  async #statuses(purpose: Purpose): Promise<Evidence> {
    try {
      const { answer } = await this.#options.hermon.call(purpose, listStatusRows, {}, BRIEFLY);
      return { leads: [], statuses: valuesOf(answer.map(readStatus)).map(({ id }) => id) };
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      return { leads: [], statuses: [] };
    }
  }

  async #firstLeads(purpose: Purpose): Promise<Evidence> {
    const query = { page: 1, limit: PAGE_SIZE };
    const { answer } = await this.#options.hermon.call(purpose, listLeadRows, { query }, BRIEFLY);
    return evidenceOf(valuesOf(answer.data.map(readLead)));
  }

  #settle(is: "own" | "other"): void {
    if (is === this.#is) return;
    const before = this.#is;
    this.#is = is;
    const { log } = this.#options;
    if (is === "other") {
      log.error(
        {},
        "HERMON_API_KEY opens another workspace than DATABASE_URL mirrors: nothing is taken over",
      );
    } else if (before === "other")
      log.info({}, "The API key opens the workspace that is mirrored here");
    this.#onChange();
  }
}

const BRIEFLY = { retries: "brief" } as const;

const isNothing = ({ leads, statuses }: Evidence) => leads.length + statuses.length === 0;

/** What leads of a list say of their workspace. */
export const evidenceOf = (leads: readonly MirroredLead[]): Evidence => ({
  leads: leads.map(({ id }) => id),
  statuses: leads.map(({ status }) => status.id).filter((id) => id !== NO_STATUS.id),
});

const valuesOf = <T>(reads: readonly Read<T>[]): T[] =>
  reads.flatMap((read) => (read.ok ? [read.value] : []));
