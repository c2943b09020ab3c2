import { rmSync, truncateSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { readFact, setFact } from "../facts.ts";
import { openStore } from "../open.ts";
import { filePath } from "./file-path.ts";
import { clearDisk, fillDisk } from "./test-disk.ts";
import { newFileUrl, openTestStore } from "../test-store.ts";

const large = "x".repeat(100_000);
const FULL = { kind: "full", message: "Nothing was saved: the server's disk is full" };

test("a full disk saves nothing, also nothing of those who shared the commit", async () => {
  const store = await openTestStore();
  await setFact(store.db, "colour", "blue");
  await fillDisk(store);
  const before = await store.db.selectFrom("facts").selectAll().execute();
  const writes = [
    store.write((tx) => setFact(tx, "large", large)),
    store.write((tx) => setFact(tx, "colour", "green")),
    setFact(store.db, "large", large),
  ];
  const [first, second, third] = await Promise.allSettled(writes);
  expect(first).toMatchObject({ status: "rejected", reason: FULL });
  expect(third).toMatchObject({ status: "rejected", reason: FULL });
  const green = second?.status === "fulfilled";
  expect(await readFact(store, "colour")).toBe(green ? "green" : "blue");
  expect(await readFact(store, "large")).toBeNull();
  expect(await store.db.selectFrom("facts").selectAll().execute()).toHaveLength(before.length);
  await clearDisk(store);
  await store.write((tx) => setFact(tx, "large", large));
  expect(await readFact(store, "large")).toBe(large);
});

test("what goes on after SQLite has rolled back isn't committed by itself", async () => {
  const store = await openTestStore();
  const writing = store.write(async (tx) => {
    await sql`rollback`.execute(tx);
    await setFact(tx, "colour", "blue");
  });
  await expect(writing).rejects.toThrow("rolled back");
  expect(await readFact(store, "colour")).toBeNull();
  await store.write((tx) => setFact(tx, "colour", "green"));
  expect(await readFact(store, "colour")).toBe("green");
});

test("who watches is told of each failure, and of what is written afterwards", async () => {
  const told: string[] = [];
  const watch = {
    failed: ({ kind, during }: { kind: string; during: string }) => told.push(`${during} ${kind}`),
    written: () => told.push("written"),
  };
  const store = await openStore(newFileUrl(), { watch });
  await fillDisk(store);
  told.length = 0;
  await expect(setFact(store.db, "large", large)).rejects.toMatchObject(FULL);
  // Asks for the lock and changes nothing: that says nothing of the disk.
  await store.write((tx) => readFact({ db: tx }, "colour"));
  await clearDisk(store);
  await store.write((tx) => setFact(tx, "colour", "blue"));
  expect(told).toEqual(["write full", "written"]);
  await store.close();
});

/** What may become of a file under a running server. */
const LOSSES: Readonly<Record<string, (path: string) => void>> = {
  "cut to nothing": (path) => truncateSync(path),
  "cut in the middle": (path) => truncateSync(path, 40_000),
  removed: (path) => rmSync(path),
  "replaced by another": (path) => {
    rmSync(path);
    new DatabaseSync(path).exec("create table other (a)");
  },
  "written over": (path) => writeFileSync(path, Buffer.alloc(200_000, 7), { flag: "r+" }),
  "without its log": (path) => rmSync(`${path}-wal`),
  "without a table": (path) => new DatabaseSync(path).exec("drop table leads"),
};

test.each(Object.entries(LOSSES))("the probe notices a file that is %s", async (_, lose) => {
  const url = newFileUrl();
  const store = await openTestStore(url);
  await setFact(store.db, "large", large);
  await expect(store.probe()).resolves.toBeUndefined();
  const other = new DatabaseSync(filePath(url));
  other.exec("pragma wal_checkpoint(passive)");
  other.close();
  await expect(store.probe()).resolves.toBeUndefined();
  lose(filePath(url));
  await expect(store.probe()).rejects.toMatchObject({ name: "StoreFailure", during: "read" });
});

test("what would be lost with the process isn't saved", async () => {
  const url = newFileUrl();
  const store = await openTestStore(url);
  rmSync(filePath(url));
  const displaced = { kind: "displaced" };
  await expect(setFact(store.db, "colour", "blue")).rejects.toMatchObject(displaced);
  const writing = store.write((tx) => setFact(tx, "colour", "blue"));
  await expect(writing).rejects.toMatchObject(displaced);
});
