import { sql } from "kysely";
import { expect, test } from "vitest";
import type { MirrorLease } from "../database/database.ts";
import { setFact } from "../facts.ts";
import { readShared, releaseLease, writtenUnder } from "../mirrored/servers/lease.ts";
import { openStore, type Store } from "../open.ts";
import { newDatabaseUrl, openTestStore } from "../test-store.ts";

/** A second server on the same database, with what it needs to take the lease. */
async function openTwo() {
  const url = await newDatabaseUrl();
  const one = await openStore(url);
  const other = await openTestStore(url);
  return { one, other };
}

function leaseOf({ mirrorLease }: Store): MirrorLease {
  if (!mirrorLease) throw new Error("PostgreSQL has a lease");
  return mirrorLease;
}

const take = (store: Store, onLost = () => {}) =>
  leaseOf(store).take((work) => store.write(work), 60_000, onLost);

/** As if it hadn't been renewed for long. */
const end = ({ db }: Store) => db.updateTable("mirror_lease").set({ until: 1 }).execute();

test("one server has it, until it is closed; the next is told of the pause that Hermon asked for", async () => {
  const { one, other } = await openTwo();
  expect(await leaseOf(one).isFree()).toBe(true);
  expect(await Promise.all([take(one), take(other)])).toEqual([
    { term: 1, idleMs: null, pausedMs: 0 },
    null,
  ]);
  expect(await leaseOf(other).isFree()).toBe(false);
  expect(await leaseOf(one).renew(1, 60_000, 30_000)).toBe(true);
  expect(await take(other)).toBeNull();
  await one.close();
  const taken = await take(other);
  expect(taken).toMatchObject({ term: 2, idleMs: 0 });
  expect(taken?.pausedMs).toBeGreaterThan(25_000);
});

test("one that isn't renewed in time is another's, and who had it writes nothing more", async () => {
  const { one, other } = await openTwo();
  await take(one);
  let found = 0;
  const own = writtenUnder(one, 1, () => (found += 1));
  await own.write((tx) => setFact(tx, "by", "one"));
  expect(await take(other)).toBeNull();
  await end(one);
  // Nobody was there in between.
  expect(await leaseOf(one).renew(1, 60_000, 0)).toBe(true);
  await end(one);
  expect(await take(other)).toMatchObject({ term: 2 });
  expect(await leaseOf(one).renew(1, 60_000, 0)).toBe(false);
  await expect(own.write((tx) => setFact(tx, "by", "one"))).rejects.toMatchObject({
    kind: "superseded",
  });
  expect(found).toBe(1);
  await one.close();
});

test("one that is given back is free at once, and whoever takes it knows that it was just another's", async () => {
  const { one, other } = await openTwo();
  await take(one);
  await releaseLease(writtenUnder(one, 1, () => {}));
  expect(await readShared(other)).toMatchObject({ term: 1, isReleased: true });
  expect(await take(other)).toMatchObject({ term: 2, idleMs: 0 });
  expect(await readShared(one)).toMatchObject({ term: 2, isReleased: false });
  await one.close();
});

test("who loses its connection is told, and others can take it", async () => {
  const { one, other } = await openTwo();
  const lost = Promise.withResolvers<void>();
  await take(one, lost.resolve);
  // As an operator would, or a PostgreSQL that is restarted.
  await sql`
    select pg_terminate_backend(pid) from pg_locks, mirror_lease
    where locktype = 'advisory' and classid = 7411034 and objid = session::oid`.execute(other.db);
  await lost.promise;
  expect(await take(other)).toMatchObject({ term: 2 });
  expect(await leaseOf(one).renew(1, 60_000, 0)).toBe(false);
  await one.close();
});
