import { expect, onTestFinished, test, vi } from "vitest";
import { setFact } from "../facts.ts";
import { newDatabaseUrl, openTestStore } from "../test-store.ts";

test("who listens is told of commits of this store and of another one, until they leave", async () => {
  const url = await newDatabaseUrl();
  const [one, other] = [await openTestStore(url), await openTestStore(url)];
  const told = { one: 0, other: 0, left: 0 };
  one.onCommit(() => (told.left += 1))();
  onTestFinished(one.onCommit(() => (told.one += 1)));
  onTestFinished(other.onCommit(() => (told.other += 1)));
  for (const [colour, store] of [one, other].entries()) {
    const before = { ...told };
    await setFact(store.db, "colour", String(colour));
    await vi.waitUntil(() => told.one > before.one && told.other > before.other, 30_000);
  }
  expect(told.left).toBe(0);
});
