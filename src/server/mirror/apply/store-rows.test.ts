import { expect, test } from "vitest";
import { setFact } from "#server/store/facts.ts";
import { openTestStore } from "#server/store/test-store.ts";
import { storeRows } from "./store-rows.ts";

const facts = async ({ db }: Awaited<ReturnType<typeof openTestStore>>) =>
  (await db.selectFrom("facts").select("name").execute()).map(({ name }) => name);

/** Nested as deep as none can be written out. */
const deep: unknown = JSON.parse(`${"[".repeat(200_000)}${"]".repeat(200_000)}`);

test("a row that can't be stored costs itself alone", async () => {
  const store = await openTestStore();
  const rows = ["a", deep, "b"];
  const { stored, odd } = await storeRows(store, rows, async (tx, some) => {
    for (const row of some) await setFact(tx, JSON.stringify(row), "");
    return some.length;
  });
  expect({ stored, odd }).toEqual({ stored: [1, 1], odd: [deep] });
  expect(await facts(store)).toEqual(['"a"', '"b"']);
});

test("one that the database doesn't take, too", async () => {
  const store = await openTestStore();
  const { odd } = await storeRows(store, ["a", "a", "b"], async (tx, some) => {
    for (const name of some) await tx.insertInto("facts").values({ name, value: "" }).execute();
  });
  expect(odd).toEqual(["a"]);
  expect(await facts(store)).toEqual(["a", "b"]);
});

test("what is no row's fault comes out, and nothing was stored", async () => {
  const store = await openTestStore();
  const broken = storeRows(store, ["a", "b"], async (tx, some) => {
    for (const name of some) await setFact(tx, name, "");
    throw new Error("disk full");
  });
  await expect(broken).rejects.toThrow("disk full");
  expect(await facts(store)).toEqual([]);
});
