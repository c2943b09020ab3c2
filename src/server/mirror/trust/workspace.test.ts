import { expect, test } from "vitest";
import { openTestStore } from "#server/store/test-store.ts";
import { createHermon } from "../hermon/hermon.ts";
import { Workspace } from "./workspace.ts";

/** Port 9 of this machine, where nobody listens: what has to ask Hermon fails. */
const UNREACHABLE = {
  apiUrl: "http://127.0.0.1:9",
  apiKey: "sk_live_made_up",
  maxPerSecond: 1_000,
};

test("into an empty mirror several things may come before the first one is stored", async () => {
  const store = await openTestStore();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const workspace = new Workspace({ store, hermon: createHermon(UNREACHABLE), log });
  await workspace.admit({ leads: [], statuses: ["s"] }, "scan");
  expect(workspace.isOwn).toBe(true);
  await workspace.admit({ leads: ["l"], statuses: ["t"] }, "scan");
  expect(workspace.isOwn).toBe(true);
});
