import { expect, test } from "vitest";
import { listStatuses } from "./statuses.ts";
import { addTeam, openTestStore } from "../test-store.ts";

test("statuses come in funnel order, with the API's fields", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const statuses = await listStatuses(store);
  expect(statuses.map(({ name }) => name)).toEqual([
    "New lead",
    "Negotiation",
    "Call booked",
    "Second call booked",
    "Won",
  ]);
  expect(Object.keys(statuses[0] ?? {})).toEqual([
    "id",
    "name",
    "role",
    "type",
    "description",
    "text_color",
    "bg_color",
  ]);
});
