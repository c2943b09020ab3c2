import { expect, test } from "vitest";
import { addTeam, newDatabaseUrl, openTestStore } from "../test-store.ts";
import { postgres } from "./postgres.ts";
import { onServer } from "./test-database.ts";

test("check finds what is damaged, where the database has amcheck", async () => {
  const url = await newDatabaseUrl();
  await addTeam(await openTestStore(url));
  await onServer(url, "create extension amcheck");
  expect(await postgres.check(url)).toMatchObject({ faults: [], isWhole: true });

  // An index that no longer has what its table has, as after a change of the system's collation.
  const key = (word: string) =>
    `create or replace function key(text) returns text immutable language sql as $$ select '${word}' || $1 $$`;
  await onServer(url, `${key("a")}; create index by_key on statuses (key(name)); ${key("b")}`);
  const { faults, isWhole } = await postgres.check(url);
  expect(faults).toEqual([expect.stringMatching(/^The index by_key is damaged \(reindex/)]);
  expect(isWhole).toBe(false);
  await onServer(url, "reindex index by_key");
  expect((await postgres.check(url)).faults).toEqual([]);
});

test("who may not use amcheck has all else checked", async () => {
  const url = await newDatabaseUrl();
  await openTestStore(url);
  await onServer(
    url,
    "create extension amcheck; create role reader login; grant select on all tables in schema public to reader",
  );
  const asReader = url.replace("postgres@", "reader@");
  expect(await postgres.check(asReader)).toMatchObject({ faults: [], isWhole: true });
});
