import type { Dialect, Kysely, RawBuilder, Transaction } from "kysely";
import type { Migration } from "kysely/migration";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import type { StoreFailure } from "../store-failure.ts";
import type { Tables } from "../tables.ts";

/** What is one kind of database's own, behind one interface. */
export interface DatabaseKind {
  /**
   * Opens the database at `url`.
   * @throws {DatabaseProblem} when it can't be opened, or is another program's
   */
  open(url: string, options: OpenOptions): Promise<OpenDatabase>;
  /**
   * The file beside the database that the secret of its sessions is kept in; `undefined`: there is
   * no such place, and the secret has to be given.
   */
  secretPath(url: string): string | undefined;
  /**
   * Copies the database into a new file.
   * @throws {DatabaseProblem}
   */
  backUp(url: string, target: string): Promise<void>;
  /**
   * Puts a backup in the place of the database.
   * @param now names what is kept of what was there
   * @returns where that is; `null`: there was nothing
   * @throws {DatabaseProblem}
   */
  restore(url: string, backup: string, now: Date): Promise<string | null>;
  /**
   * Looks through the database and changes nothing.
   * @throws {DatabaseProblem} when it can't be read, or isn't one that this version knows
   */
  check(url: string): Promise<Findings>;
  /** How the operator knows the database: without a password. */
  nameOf(url: string): string;
}

export interface OpenOptions {
  /** Whether a database that isn't there is made, and one that is brought up to date. */
  readonly isOwned: boolean;
  /**
   * Whether it is opened to be served; left out: to work on it, maybe beside a server. Where one
   * server at a time may have it, a second one is refused.
   */
  readonly serve?: boolean;
  readonly watch?: StoreWatch;
}

/** Told of what becomes of the database while it is open. */
export interface StoreWatch {
  failed(failure: StoreFailure): void;
  /** Something was committed. */
  written(): void;
}

/** What an open database offers besides SQL that all databases understand. */
export interface OpenDatabase {
  readonly dialect: Dialect;
  /** In the order in which they run. A migration that was released is never changed again. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /** The migrations that were applied when it was opened. */
  readonly applied: readonly string[];
  /** Does something while others are waited for longer, and references aren't checked. */
  migrating(work: () => Promise<void>): Promise<void>;
  /** The database's own clock, the same for all servers: milliseconds since 1970, as SQL. */
  readonly now: RawBuilder<number>;
  /** As the store has it. */
  readonly withoutIndex: (column: string) => RawBuilder<unknown>;
  /** Differs from before whenever anything was committed, by this process or another. */
  version(): Promise<string>;
  /** As the store has it. */
  onCommit(listener: () => void): () => void;
  /** As the store has it. */
  limiter(quota: Quota): RateLimiterAbstract;
  /** Looks whether the database can still be read. To be called after migrating. */
  probe(): Promise<void>;
  /** As the store has it. Left out where the database needs no call for it. */
  compact?(db: Kysely<Tables>): Promise<void>;
  /** Left out where one server alone has the database. */
  readonly mirrorLease?: MirrorLease;
  close(): Promise<void>;
  /** What stops it from being opened as a `DatabaseProblem`; any other error as it is. */
  asProblem(error: unknown): unknown;
}

/** How often something may be done in a span of time, by each. */
export interface Quota {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/**
 * The right to ask Hermon, which one of several servers has at a time: until it gives it back, ends,
 * loses its connection to the database, or hasn't renewed it in time. All times are in milliseconds.
 */
export interface MirrorLease {
  /** Whether no server has it; only then it is worth taking. */
  isFree(): Promise<boolean>;
  /**
   * Takes it for so long.
   * @param onLost called at most once, should the connection be lost that says that this server lives
   * @returns `null` where another server has it
   */
  take(
    write: <T>(work: (tx: Transaction<Tables>) => Promise<T>) => Promise<T>,
    forMs: number,
    onLost: () => void,
  ): Promise<TakenLease | null>;
  /**
   * Makes it last so long from now on, also while others write.
   * @param pausedMs how long Hermon wants no requests, of which whoever takes it next is told
   * @returns whether it is still this server's
   */
  renew(term: number, forMs: number, pausedMs: number): Promise<boolean>;
}

export interface TakenLease {
  /** One more each time it is taken: who had an earlier one has lost it. */
  readonly term: number;
  /** How long ago it was last another's, at least; `null`: never. */
  readonly idleMs: number | null;
  /** How long Hermon wants no requests. */
  readonly pausedMs: number;
}

/** What is in a database, and what is off about it, a line each. */
export interface Findings {
  readonly leads: number;
  readonly optIns: number;
  readonly faults: readonly string[];
  /** Whether the database itself is sound: only then is it safe to write to. */
  readonly isWhole: boolean;
}
