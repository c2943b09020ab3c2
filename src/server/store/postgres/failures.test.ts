import { sql } from "kysely";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { readFact, setFact } from "../facts.ts";
import { withReadLimits } from "../read-limits.ts";
import type { StoreFailure } from "../store-failure.ts";
import { newDatabaseUrl, openTestStore } from "../test-store.ts";
import { onServer } from "./test-database.ts";

const sleep = sql`select pg_sleep(300)`;
const SLEEPING = `select pid from pg_stat_activity
  where datname = current_database() and state = 'active' and query like 'select pg_sleep%'`;

const WAITING = `select pid from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;

test("a read that is given up ends in the server, too", async () => {
  const url = await newDatabaseUrl();
  const store = await openTestStore(url);
  const slow = { kind: "slow", during: "read" } satisfies Partial<StoreFailure>;
  await expect(withReadLimits({ ms: 20 }, () => sleep.execute(store.db))).rejects.toMatchObject(
    slow,
  );
  const gone = new AbortController();
  const reading = withReadLimits({ ms: Infinity, signal: gone.signal }, () =>
    store.read((snapshot) => sleep.execute(snapshot.db)),
  );
  await vi.waitUntil(async () => (await onServer(url, SLEEPING)).length > 0, 30_000);
  gone.abort();
  await expect(reading).rejects.toMatchObject({ kind: "abandoned" });
  await vi.waitUntil(async () => (await onServer(url, SLEEPING)).length === 0, 30_000);
});

test("a connection that is lost in a transaction loses its work alone", async () => {
  const url = await newDatabaseUrl();
  const store = await openTestStore(url);
  const cut = store.write(async (tx) => {
    await setFact(tx, "colour", "blue");
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await onServer(url, `select pg_terminate_backend(${rows[0]?.pid}, 5000)`);
    await setFact(tx, "colour", "green");
  });
  await expect(cut).rejects.toMatchObject({ kind: "crashed", during: "write" });
  expect(await readFact(store, "colour")).toBeNull();
  await store.write((tx) => setFact(tx, "colour", "red"));
  expect(await readFact(store, "colour")).toBe("red");
});

test("another's turn to write that doesn't end is said to the writer, and over when it ends", async () => {
  const url = await newDatabaseUrl();
  const [store, other] = [await openTestStore(url), await openTestStore(url)];
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const long = other.write(async (tx) => {
    await setFact(tx, "colour", "blue");
    begin();
    await end;
  });
  await begun;
  const busy = { kind: "busy", during: "write" };
  await expect(setFact(store.db, "colour", "red")).rejects.toMatchObject(busy);
  const waiting = setFact(store.db, "colour", "red");
  resolve();
  await Promise.all([long, waiting]);
  expect(await readFact(store, "colour")).toBe("red");
});

test("a deadlock with another program's transaction reaches no caller", async () => {
  const url = await newDatabaseUrl();
  const store = await openTestStore(url);
  await setFact(store.db, "a", "");
  await setFact(store.db, "b", "");
  const other = new pg.Client(url);
  await other.connect();
  // Whoever looks first is given up.
  await other.query("set deadlock_timeout = '1min'");
  await other.query("begin; update facts set value = 'theirs' where name = 'b'");
  let crossed: Promise<unknown> | undefined;
  let tries = 0;
  await store.write(async (tx) => {
    tries += 1;
    await setFact(tx, "a", "ours");
    const own = setFact(tx, "b", "ours");
    crossed ??= vi
      .waitUntil(async () => (await onServer(url, WAITING)).length > 0, 30_000)
      .then(() => other.query("update facts set value = 'theirs' where name = 'a'; commit"));
    await own;
  });
  await crossed;
  await other.end();
  expect(tries).toBeGreaterThan(1);
  expect([await readFact(store, "a"), await readFact(store, "b")]).toEqual(["ours", "ours"]);
});

test("any text comes back as it was given", async () => {
  const store = await openTestStore();
  const text = "a\0b \0 é 🚀 \u2028";
  await setFact(store.db, text, text);
  expect(await readFact(store, text)).toBe(text);
});
