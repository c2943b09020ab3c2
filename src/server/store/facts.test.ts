import { expect, test } from "vitest";
import { readFact, setFact, takeFact } from "./facts.ts";
import { openTestStore } from "./test-store.ts";

test("a fact is set, set anew, and taken by one alone", async () => {
  const store = await openTestStore();
  expect(await readFact(store, "link")).toBeNull();
  await setFact(store.db, "link", "one");
  await setFact(store.db, "link", "two");
  expect(await takeFact(store.db, "link", "one")).toBe(false);
  const takes = [1, 2, 3].map(() => store.write((tx) => takeFact(tx, "link", "two")));
  expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1);
  expect(await readFact(store, "link")).toBeNull();
});
