import { expect, test } from "vitest";
import { openTestServer } from "#server/test-server.ts";
import { setFact } from "#server/store/facts.ts";
import { openStore } from "#server/store/open.ts";
import { kept, MOST } from "./kept.ts";

test("a question is read once until anything is committed, here or by another process", async () => {
  const { server, close, url } = await openTestServer({ sampleLeads: 0 });
  let reads = 0;
  const ask = kept(server.store, async (question: { page: number }) => ({
    ...question,
    reads: ++reads,
  }));
  expect(await ask({ page: 1 })).toBe(await ask({ page: 1 }));
  expect(await ask({ page: 2 })).toEqual({ page: 2, reads: 2 });
  await setFact(server.store.db, "test", "here");
  expect(await ask({ page: 1 })).toEqual({ page: 1, reads: 3 });
  const other = await openStore(url);
  await setFact(other.db, "test", "elsewhere");
  await other.close();
  expect(await ask({ page: 1 })).toEqual({ page: 1, reads: 4 });
  await close();
});

test("what fails is asked again, and what wasn't asked for long is forgotten", async () => {
  const { server, close } = await openTestServer({ sampleLeads: 0 });
  let reads = 0;
  const ask = kept(server.store, async (page: number) => {
    reads += 1;
    if (reads === 1) throw new Error("not now");
    return page;
  });
  await expect(ask(0)).rejects.toThrow("not now");
  expect(await ask(0)).toBe(0);
  for (let page = 1; page <= MOST; page += 1) await ask(page);
  expect(reads).toBe(MOST + 2);
  await ask(0);
  expect(reads).toBe(MOST + 3);
  await close();
});
