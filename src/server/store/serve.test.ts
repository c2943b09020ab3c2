import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, inject, onTestFinished, test } from "vitest";
import { readFact, setFact } from "./facts.ts";
import { openStore } from "./open.ts";
import { newDatabaseUrl, openTestStore } from "./test-store.ts";

/** Whether several servers may have one database. */

const TAKEN = / is used by another server.*, and only one may: stop it, or name another database$/;

/** Other processes may always work beside a server. */
async function worksBeside(url: string): Promise<void> {
  const beside = await openStore(url);
  await setFact(beside.db, "colour", "blue");
  await beside.close();
}

/** How many of two that want to serve it at once may. */
async function servers(url: string): Promise<number> {
  const opening = [1, 2].map(() => openStore(url, { serve: true }));
  const opened = await Promise.allSettled(opening);
  await worksBeside(url);
  for (const one of opened) {
    if (one.status === "rejected") expect(String(one.reason)).toMatch(TAKEN);
    else await one.value.close();
  }
  return opened.filter(({ status }) => status === "fulfilled").length;
}

test("of a file there is one server, of a PostgreSQL database several", async () => {
  const count = await servers(await newDatabaseUrl());
  expect(count).toBe(inject("postgres") === undefined ? 1 : 2);
});

test("a server that was killed is in nobody's way", async () => {
  const url = await newDatabaseUrl();
  const script = `import { openStore } from "${import.meta.resolve("./open.ts")}";
    await openStore(${JSON.stringify(url)}, { serve: true });
    process.stdout.write("serving");
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  await worksBeside(url);
  child.kill("SIGKILL");
  const store = await openStore(url, { serve: true });
  expect(await readFact(store, "colour")).toBe("blue");
  await store.close();
  await (await openTestStore(url)).probe();
});
