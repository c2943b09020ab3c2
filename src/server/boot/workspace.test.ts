import { expect, test } from "vitest";
import { OperatorError } from "./operator-error.ts";
import { setFact } from "#server/store/facts.ts";
import { openTestStore } from "#server/store/test-store.ts";
import { makeEmptyWorkspace, settleMode } from "./workspace.ts";

test.each([
  ["own", "live", /own record.*HERMON_API_KEY is set/],
  ["live", "own", /mirror.*HERMON_API_KEY is not set/],
] as const)(
  "a database that was first started as %s is refused as %s",
  async (mode, other, line) => {
    const store = await openTestStore();
    await settleMode(store, mode);
    await settleMode(store, mode);
    const refused = settleMode(store, other);
    await expect(refused).rejects.toThrow(line);
    await expect(refused).rejects.toBeInstanceOf(OperatorError);
    await settleMode(store, mode);
  },
);

test("a database from before there was a choice is its own record, with sample or without", async () => {
  const [sample, empty] = [await openTestStore(), await openTestStore()];
  await setFact(sample.db, "sample_leads", "2400");
  await makeEmptyWorkspace(empty);
  for (const store of [sample, empty]) {
    await expect(settleMode(store, "live")).rejects.toThrow(/^DATABASE_URL .*own record/);
    await settleMode(store, "own");
  }
});
