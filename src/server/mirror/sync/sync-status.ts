import type { Connection, SyncState } from "#api/contract/sync.ts";
import { Feed } from "#server/store/record/feed.ts";
import { countLackingDetails, readTotals, type Totals } from "#server/store/mirrored/totals.ts";
import { monotonic, wallTime } from "#server/store/time.ts";
import type { StoreFailure } from "#server/store/store-failure.ts";
import type { MirrorDeps } from "../deps.ts";
import { type Gap, joinGaps, rowsIn } from "../walk/page-parts.ts";
import { mostMore } from "../walk/pages.ts";
import { type List, type Progress, START } from "./progress.ts";

/** The connection as the settings name it. */
export interface Address {
  readonly apiUrl: string;
  /** The last four characters of the API key; the key itself stays with the client. */
  readonly keyLast4: string;
}

const LISTS = ["leads", "optIns"] as const satisfies readonly List[];
const NAMES = { leads: "leads", optIns: "opt_ins" } as const satisfies Record<List, string>;

/** How many are reported. */
const MOST_PARTS = 20;

const isoOrNull = (time: number | null) => (time === null ? null : new Date(time).toISOString());

/** What the last reading of a whole list has shown. */
interface ListReading {
  readonly gaps: readonly Gap[];
  readonly isEndless: boolean;
  readonly read: number;
  /** Rows that are here, and weren't come across. */
  readonly unseen: number;
}

const NOT_READ: ListReading = { gaps: [], isEndless: false, read: 0, unseen: 0 };

/** Knows how far the mirror is, and tells who asks and who listens. */
export class SyncStatus {
  readonly #deps: MirrorDeps;
  readonly #address: Address;
  readonly #feed = new Feed<SyncState>();
  #progress: Progress;
  #totals: Totals = { leads: 0, optIns: 0 };
  readonly #readings: Record<List, ListReading> = { leads: NOT_READ, optIns: NOT_READ };
  /** Monotonic. */
  #synced: number | null;
  #notSaved: string | null = null;

  constructor(deps: MirrorDeps, address: Address, progress: Progress) {
    this.#deps = deps;
    this.#address = address;
    this.#progress = progress;
    const last = progress.scanned?.to;
    // The clock may have been set back since.
    this.#synced = last === undefined ? null : monotonic() - Math.max(0, Date.now() - last);
    deps.hermon.subscribe(() => this.publish());
    deps.workspace.onChange(() => this.publish());
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** Whether the first copy is whole. */
  get isCopied(): boolean {
    return this.#progress.leads.isDone && this.#progress.optIns.isDone;
  }

  /** Changes what is said of a list; the caller keeps it in the store where that matters. */
  setList(list: List, change: Partial<Progress[List]>): Progress {
    this.#progress = { ...this.#progress, [list]: { ...this.#progress[list], ...change } };
    return this.#progress;
  }

  /** All that was copied was taken out of the store. */
  startOver(): void {
    this.#progress = START;
    this.#synced = null;
    for (const list of LISTS) this.#readings[list] = NOT_READ;
  }

  /** A list was read from its beginning. */
  setReading(list: List, { gaps, isEndless, read, unseen }: ListReading): void {
    this.#readings[list] = { gaps, isEndless, read, unseen };
  }

  setScanned(from: number, to: number): Progress {
    this.#progress = { ...this.#progress, scanned: { from, to } };
    return this.#progress;
  }

  /** Whether the store takes what Hermon answers. */
  setNotSaved(failure: StoreFailure | null): void {
    const reason = failure?.reason ?? null;
    if (reason === this.#notSaved) return;
    this.#notSaved = reason;
    this.#feed.publish(this.state());
  }

  /** Something Hermon answered was taken over. */
  async synced(): Promise<void> {
    this.#synced = monotonic();
    await this.recount();
  }

  /** Counts what is here again, and tells listeners. */
  async recount(): Promise<void> {
    this.#totals = await readTotals(this.#deps.store);
    this.publish();
  }

  /** Gives listeners the present state. */
  publish(): void {
    this.#feed.publish(this.state());
  }

  /** How many rows of a list are here, as last counted. */
  here(list: List): number {
    return this.#totals[list];
  }

  /** By how many rows the list here differs from Hermon's, rows that can't be read left out. */
  difference(list: List): number {
    const { there } = this.#progress[list];
    if (there === null) return 0;
    const unreadable = this.#deps.unreadable.count(list === "leads" ? "lead" : "opt-in");
    return there - this.#totals[list] - unreadable - this.#lost(list);
  }

  /** Whether far more rows of a list are here than Hermon says there are. */
  isOverfull(list: List): boolean {
    return -this.difference(list) > mostMore(this.#progress[list].there ?? 0);
  }

  /** Whether a list had no end when it was last read. */
  isEndless(list: List): boolean {
    return this.#readings[list].isEndless;
  }

  /** Rows that can't be read, as far as they aren't here from before. */
  #lost(list: List): number {
    const { gaps, unseen } = this.#readings[list];
    return Math.max(0, rowsIn(gaps) - unseen);
  }

  state(): SyncState {
    const reach = this.#deps.hermon.reach();
    const { failing } = this.#deps.lists;
    const { isCopied } = this;
    return {
      mode: "live",
      phase: this.#phase(),
      copied: isCopied ? null : { leads: this.#copied("leads"), opt_ins: this.#copied("optIns") },
      synced_at: isoOrNull(this.#synced && wallTime(this.#synced)),
      next_try_at: reach.kind === "reachable" ? null : isoOrNull(reach.nextTryAt),
      apart: this.#apartAll(),
      failing: failing ? { list: NAMES[failing.list], status: failing.status } : null,
      not_saved: this.#notSaved,
    };
  }

  /** What has to be mended first goes first. */
  #phase(): SyncState["phase"] {
    if (this.#deps.workspace.isOther) return "other-workspace";
    const { kind } = this.#deps.hermon.reach();
    if (kind !== "reachable") return kind;
    if (this.#deps.lists.failing) return "unreadable";
    if (!this.isCopied) return "copying";
    return this.#apartAll() ? "out-of-step" : "current";
  }

  #apartAll(): SyncState["apart"] {
    const [leads, opt_ins] = [this.#apart("leads"), this.#apart("optIns")];
    return leads || opt_ins ? { leads, opt_ins } : null;
  }

  /** Polls may have brought since what the last reading of all lacked. */
  #apart(list: List) {
    const { apart, there } = this.#progress[list];
    if (!apart || there === null) return null;
    const { isEndless } = this.#readings[list];
    if (!isEndless && apart.read >= there && this.difference(list) === 0) return null;
    return { read: apart.read, here: this.here(list), there };
  }

  async connection(): Promise<Connection> {
    const { hermon, unreadable, store } = this.#deps;
    this.#totals = await readTotals(store);
    return {
      sync: this.state(),
      hermon: {
        api_url: this.#address.apiUrl,
        key_last4: this.#address.keyLast4,
        leads: this.#copied("leads"),
        opt_ins: this.#copied("optIns"),
        opt_in_details: this.#totals.optIns - (await countLackingDetails(store)),
        requests_last_minute: hermon.requestsLastMinute(),
        rate: hermon.rate(),
        scanned_at: isoOrNull(this.#progress.scanned?.to ?? null),
        unreadable: {
          count: unreadable.count() + rowsIn(this.#gaps()),
          latest: unreadable.latest(),
          parts: this.#parts(),
        },
        errors: [...hermon.lastErrors()],
      },
    };
  }

  #gaps(): Gap[] {
    return LISTS.flatMap((list) => this.#readings[list].gaps);
  }

  #parts() {
    return LISTS.flatMap((list) => {
      const { gaps, isEndless, read } = this.#readings[list];
      const endless = { from: read + 1, to: null, why: "the list doesn't end" };
      const parts = [...joinGaps(gaps), ...(isEndless ? [endless] : [])];
      return parts.map((part) => ({ list: NAMES[list], ...part }));
    }).slice(0, MOST_PARTS);
  }

  subscribe(listener: (state: SyncState) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  #copied(list: List) {
    return { here: this.#totals[list], there: this.#progress[list].there };
  }
}
