import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { setFact } from "../facts.ts";
import { withReadLimits } from "../read-limits.ts";
import { openTestStore } from "../test-store.ts";

async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  // A `WeakRef` holds on to what it was made of until the end of that turn.
  await setImmediate();
  // oxlint-disable-next-line typescript/no-unsafe-call -- that is what the flag brings
  runInNewContext("gc")();
}

test("what was read isn't held on to while others read at the same moment", async () => {
  const store = await openTestStore();
  await setFact(store.db, "colour", "blue");
  await withReadLimits({ ms: 60_000 }, () =>
    store.read(async ({ db }) => {
      const facts = db.selectFrom("facts").selectAll();
      const seen = await facts.execute().then((rows) => new WeakRef(rows));
      await facts.execute();
      await collectGarbage();
      expect(seen.deref()).toBeUndefined();
    }),
  );
});
