import { HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression } from "kysely";
import type { RawBuilder, Transaction } from "kysely";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import type {
  DatabaseKind,
  MirrorLease,
  OpenDatabase,
  OpenOptions,
  Quota,
} from "./database/database.ts";
import { kindOf } from "./database/kind-of.ts";
import { migrate, pendingMigrations, refuseNewer } from "./database/migrate.ts";
import { DatabaseProblem } from "./store-failure.ts";
import type { Tables } from "./tables.ts";
import { WriteQueue } from "./database/write-queue.ts";

/** The open database. Every function of the store takes it first. */
export interface Store {
  /** Outside of transactions each query sees what is committed, and a write of one query waits its turn. */
  readonly db: Kysely<Tables>;
  /** Tells it from others that are open; a snapshot has that of its store. */
  readonly id: symbol;
  /** The database's own clock, the same for all servers: milliseconds since 1970, as SQL. */
  readonly now: RawBuilder<number>;
  /**
   * A column in a condition that many rows may meet: by its index they would be found, and then all
   * be sorted for one page, while the index of the list's order has a page soon. A database that
   * knows how many rows meet it decides by itself.
   */
  readonly withoutIndex: (column: string) => RawBuilder<unknown>;
  /**
   * Runs `work` in a transaction, after those who asked before, and resolves once it is durable.
   * When `work` throws, nothing of it stays and the error comes out here. Writers that wait at the
   * same time share one commit, so `work` must wait for nothing but the database, and write by `tx`
   * alone: a write by `db` would wait for `work` itself.
   * @throws {StoreFailure} when the database can't be written to
   */
  write<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /**
   * Runs `work`, all of whose reads by `snapshot` see the database as it is at one moment. It must
   * wait for nothing but the database, since it keeps one of few readers.
   * @throws {StoreFailure} when the database can't be read, or a read is given up
   */
  read<T>(work: (snapshot: Store) => Promise<T>): Promise<T>;
  /** Differs from before whenever anything was committed, by this process or another. */
  version(): Promise<string>;
  /**
   * Calls `listener` soon after anything was committed, by this process or another: once for several
   * commits, too, and sometimes for none.
   * @returns the function that ends it
   */
  onCommit(listener: () => void): () => void;
  /** Counts what each has used up of a quota, at all servers of the database together. */
  limiter(quota: Quota): RateLimiterAbstract;
  /**
   * Looks whether the database can still be read from the disk.
   * @throws {StoreFailure} when it can't
   */
  probe(): Promise<void>;
  /**
   * Closes the gaps that the database keeps in its pages after very many rows have come at once.
   * Whoever else writes meanwhile waits: about a second for 100,000 leads.
   */
  compact(): Promise<void>;
  /** Which server asks Hermon; `undefined` where there is one alone. */
  readonly mirrorLease: MirrorLease | undefined;
  /** Waits for writes that were asked for, then closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the database at `url`, makes it if there is none, and brings its tables up to date.
 * @param options who is told of what becomes of it while it is open, and whether it is to be served
 * @throws {DatabaseProblem} when it can't be opened, is another program's or a newer version's, is
 *   being restored, or has a server and takes no second one
 */
export async function openStore(
  url: string,
  options: Omit<OpenOptions, "isOwned"> = {},
): Promise<Store> {
  const kind = await kindOf(url);
  return open(kind, url, { ...options, isOwned: true }, (database, db) =>
    database.migrating(async () => {
      const { applied, migrations } = database;
      if (pendingMigrations(applied, migrations).length > 0) await migrate(db, migrations);
    }),
  );
}

/**
 * Opens the database at `url` as it is: nothing is made, nothing is brought up to date.
 * @throws {DatabaseProblem} when there is none that this version can use
 */
export async function openExistingStore(url: string): Promise<Store> {
  const kind = await kindOf(url);
  return open(kind, url, { isOwned: false }, async (database) =>
    refusePending(kind.nameOf(url), database),
  );
}

/** No database knows the empty list of `in ()` but SQLite. */
const plugins = [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })];

async function open(
  kind: DatabaseKind,
  url: string,
  options: OpenOptions,
  prepare: (database: OpenDatabase, db: Kysely<Tables>) => Promise<void>,
): Promise<Store> {
  const database = await kind.open(url, options);
  try {
    const db = new Kysely<Tables>({ dialect: database.dialect, plugins });
    refuseNewer(kind.nameOf(url), database.applied, database.migrations);
    await prepare(database, db);
    return storeOf(db, database);
  } catch (error) {
    await database.close();
    throw database.asProblem(error);
  }
}

function storeOf(db: Kysely<Tables>, database: OpenDatabase): Store {
  const queue = new WriteQueue(db);
  const store: Store = {
    id: Symbol("store"),
    db,
    now: database.now,
    withoutIndex: database.withoutIndex,
    read: (work) =>
      db
        .transaction()
        .setAccessMode("read only")
        .setIsolationLevel("repeatable read")
        .execute((tx) => work(snapshotOf(store, tx))),
    write: (work) => queue.add(work),
    version: () => database.version(),
    onCommit: (listener) => database.onCommit(listener),
    limiter: (quota) => database.limiter(quota),
    probe: () => database.probe(),
    compact: async () => database.compact?.(db),
    mirrorLease: database.mirrorLease,
    async close() {
      await queue.idle();
      await db.destroy();
      await database.close();
    },
  };
  return store;
}

function snapshotOf(store: Store, tx: Transaction<Tables>): Store {
  const snapshot: Store = { ...store, db: tx, read: (work) => work(snapshot) };
  return snapshot;
}

/** @throws {DatabaseProblem} when an empty or older database was never started with this version */
function refusePending(name: string, { applied, migrations }: OpenDatabase): void {
  if (pendingMigrations(applied, migrations).length === 0) return;
  throw new DatabaseProblem(
    `${name} is from an older version of this program: start the server once, which brings it up to date`,
  );
}
