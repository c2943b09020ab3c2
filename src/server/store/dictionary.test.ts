import { expect, test } from "vitest";
import { addLead } from "./additions.ts";
import { readDictionary } from "./dictionary.ts";
import { addTeam, doElsewhere, newDatabaseUrl, openTestStore, plainLead } from "./test-store.ts";

test("is kept until what is in it changes, whoever changes it", async () => {
  const url = await newDatabaseUrl();
  const store = await openTestStore(url);
  await addTeam(store);
  const first = await readDictionary(store);
  await store.write((tx) => addLead(tx, plainLead()));
  expect(await readDictionary(store)).toBe(first);

  await doElsewhere(url, "update statuses set name = 'Hot' where seq = 1");
  const second = await readDictionary(store);
  expect(second.statuses.get(1)?.name).toBe("Hot");
  await doElsewhere(url, "insert into lead_sources (id, name) values ('s', 'Fair')");
  await doElsewhere(url, "delete from people where email = 'dan@example.com'");
  const third = await readDictionary(store);
  expect([...third.sources.values()]).toEqual([{ id: "s", name: "Fair" }]);
  expect(third.people.size).toBe(second.people.size - 1);
});

test("a snapshot's is the one of its moment", async () => {
  const store = await openTestStore();
  await addTeam(store);
  await store.read(async (snapshot) => {
    const then = await readDictionary(snapshot);
    await store.db.updateTable("statuses").set({ name: "Hot" }).where("seq", "=", 1).execute();
    expect((await readDictionary(store)).statuses.get(1)?.name).toBe("Hot");
    expect(await readDictionary(snapshot)).toBe(then);
    expect(then.statuses.get(1)?.name).toBe("New lead");
  });
});

test("what was taken back was never in it", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const failing = store.write(async (tx) => {
    await tx.updateTable("statuses").set({ name: "Hot" }).where("seq", "=", 1).execute();
    await readDictionary(store);
    throw new Error("taken back");
  });
  await expect(failing).rejects.toThrow("taken back");
  expect((await readDictionary(store)).statuses.get(1)?.name).toBe("New lead");
});
