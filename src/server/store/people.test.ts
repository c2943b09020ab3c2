import { expect, test } from "vitest";
import { listTeam } from "./people.ts";
import { addTeam, openTestStore } from "./test-store.ts";

test("the team comes by name, whoever has none last", async () => {
  const store = await openTestStore();
  await addTeam(store);
  expect((await listTeam(store)).map(({ name }) => name)).toEqual(["ada", "ben", "cleo", null]);
});
