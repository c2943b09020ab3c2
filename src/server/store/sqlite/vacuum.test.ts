import { statSync } from "node:fs";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { readFact, setFact } from "../facts.ts";
import { listLeads } from "../leads/leads.ts";
import { addMixedLeads, addTeam, newFileUrl, openTestStore } from "../test-store.ts";
import { filePath } from "./file-path.ts";

test("a start gives back what much of the file is free of, and leaves what little is", async () => {
  const url = newFileUrl();
  const sizeAfterStart = async () => {
    const store = await openTestStore(url);
    expect(await readFact(store, "kept")).toBe("here");
    await store.close();
    return statSync(filePath(url)).size;
  };
  const store = await openTestStore(url);
  await setFact(store.db, "kept", "here");
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]) {
    await setFact(store.db, name, "x".repeat(1_000_000));
  }
  await store.db.deleteFrom("facts").where("name", "=", "a").execute();
  await store.close();
  expect(await sizeAfterStart()).toBeGreaterThan(10_000_000);

  const again = await openTestStore(url);
  await again.db.deleteFrom("facts").where("name", "in", ["b", "c", "d", "e", "f"]).execute();
  await again.close();
  expect(await sizeAfterStart()).toBeLessThan(5_000_000);
});

test("after many rows have come at once, their pages are filled, and all are there", async () => {
  const url = newFileUrl();
  const store = await openTestStore(url);
  await addTeam(store);
  await addMixedLeads(store, 2_000);
  const pages = async () => {
    const { rows } = await sql<{ page_count: number }>`
      select page_count from pragma_page_count`.execute(store.db);
    return rows[0]?.page_count ?? 0;
  };
  const before = await pages();
  await store.compact();
  expect(await pages()).toBeLessThan(before);
  expect(statSync(filePath(url)).size).toBe((await pages()) * 4_096);
  expect((await listLeads(store, {}, { offset: 0, limit: 1 })).total).toBe(2_000);
});
