import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { readFact, setFact } from "../../facts.ts";
import { openStore } from "../../open.ts";
import { filePath } from "../file-path.ts";
import { newFileUrl, openTestStore } from "../../test-store.ts";
import { countFar } from "./test-slow.ts";

/** The threads that are started from now on until the test ends. */
function watchThreads(): Worker[] {
  const threads: Worker[] = [];
  const add = (thread: Worker) => void threads.push(thread);
  process.on("worker", add);
  onTestFinished(() => void process.off("worker", add));
  return threads;
}

const CRASHED = { name: "StoreFailure", kind: "crashed" };

test("whoever reads sees what was written before", async () => {
  const store = await openTestStore();
  for (let n = 0; n < 100; n += 1) {
    const value = String(n);
    await (n % 2 ? setFact(store.db, "n", value) : store.write((tx) => setFact(tx, "n", value)));
    const readers = Array.from({ length: 4 }, () => readFact(store, "n"));
    expect(new Set(await Promise.all(readers))).toEqual(new Set([value]));
  }
});

test("several reads see one moment, whatever is written meanwhile", async () => {
  const store = await openTestStore();
  await setFact(store.db, "colour", "blue");
  await store.read(async (snapshot) => {
    expect(await readFact(snapshot, "colour")).toBe("blue");
    await setFact(store.db, "colour", "green");
    expect(await readFact(store, "colour")).toBe("green");
    expect(await readFact(snapshot, "colour")).toBe("blue");
    expect(await snapshot.read((same) => readFact(same, "colour"))).toBe("blue");
  });
  expect(await store.read((snapshot) => readFact(snapshot, "colour"))).toBe("green");
});

test("what is read at one moment can't be written", async () => {
  const store = await openTestStore();
  const writing = store.read((snapshot) => setFact(snapshot.db, "colour", "blue"));
  await expect(writing).rejects.toMatchObject({ kind: "read-only" });
  await setFact(store.db, "colour", "green");
  expect(await readFact(store, "colour")).toBe("green");
});

test("closing ends all threads, also those that are in the middle of something", async () => {
  const threads = watchThreads();
  const store = await openStore(newFileUrl());
  await store.probe();
  const slow = countFar(store, 5).catch(() => undefined);
  await readFact(store, "colour");
  await store.close();
  await slow;
  expect(threads.length).toBeGreaterThan(2);
  expect(threads.map(({ threadId }) => threadId)).toEqual(threads.map(() => -1));
  await expect(readFact(store, "colour")).rejects.toThrow("destroyed");
});

test("closing waits for readers that are only just being started", async () => {
  const threads = watchThreads();
  const url = newFileUrl();
  const store = await openStore(url);
  const reading = [1, 2, 3].map(() => readFact(store, "colour").catch(() => null));
  await new Promise(setImmediate);
  await store.close();
  await Promise.all(reading);
  expect(threads.map(({ threadId }) => threadId)).toEqual(threads.map(() => -1));
  expect(existsSync(`${filePath(url)}-wal`)).toBe(false);
});

test("a process that has nothing else to do ends, also with an open database", async () => {
  const script = `import { openStore } from "${import.meta.resolve("../../open.ts")}";
    const store = await openStore(${JSON.stringify(newFileUrl())});
    await store.db.selectFrom("facts").selectAll().execute();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a reader that crashes fails its asker alone, and there is another", async () => {
  const threads = watchThreads();
  const store = await openTestStore();
  await readFact(store, "colour");
  const reading = countFar(store, 5);
  for (const thread of threads.slice(1)) void thread.terminate();
  await expect(reading).rejects.toMatchObject({ ...CRASHED, during: "read" });
  expect(await readFact(store, "colour")).toBeNull();
});

test("a writer that crashes leaves nothing half written, and there is another", async () => {
  const threads = watchThreads();
  const store = await openTestStore();
  const before = await store.version();
  const writing = store.write(async (tx) => {
    await setFact(tx, "colour", "blue");
    await threads[0]?.terminate();
    await setFact(tx, "shape", "round");
  });
  await expect(writing).rejects.toMatchObject({ ...CRASHED, during: "write" });
  expect(await readFact(store, "colour")).toBeNull();
  await store.write((tx) => setFact(tx, "colour", "green"));
  await setFact(store.db, "shape", "square");
  expect(await readFact(store, "colour")).toBe("green");
  expect(await store.version()).not.toBe(before);
  await expect(store.probe()).resolves.toBeUndefined();
});

test("a kill in the middle of a transaction leaves nothing of it", async () => {
  const url = newFileUrl();
  const script = `import { openStore } from "${import.meta.resolve("../../open.ts")}";
    import { setFact } from "${import.meta.resolve("../../facts.ts")}";
    const store = await openStore(${JSON.stringify(url)});
    await store.write((tx) => setFact(tx, "colour", "blue"));
    await store.write(async (tx) => {
      await setFact(tx, "colour", "green");
      process.stdout.write("written");
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await readFact(await openTestStore(url), "colour")).toBe("blue");
});
