import { beforeAll, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { ApiError } from "#api/errors.ts";
import { countLeads, listLeadsView } from "#api/contract/leads/lead-views.ts";
import * as changing from "#api/contract/views/view-changes.ts";
import * as contract from "#api/contract/views/views.ts";
import { charactersIn } from "#api/contract/text/visible-text.ts";
import { withTestServer } from "#server/test-server.ts";

/** Saved views as people's pages use them. */

const server = withTestServer();
let manager: Client;
let member: Client;
let viewer: Client;

beforeAll(async () => {
  const [first, second, third] = await Promise.all([
    server().as("manager"),
    server().as("member"),
    server().as("viewer"),
  ]);
  manager = server().client(first);
  member = server().client(second);
  viewer = server().client(third);
});

const save = (client: Client, body: { name: string; query?: string; shared?: boolean }) =>
  client.call(changing.createView, { body: { query: "source=MANUAL", ...body } });

/** What is refused, with what words. */
async function expectRefusal(call: Promise<unknown>, status: number, words: string | RegExp) {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error("It wasn't refused", { cause: error });
  expect(error.answered).toMatch(words);
  expect(error.status).toBe(status);
  return error;
}

const viewsOf = async (client: Client) => (await client.call(contract.listViews)).views;

test("viewers save views of their own, managers share, and only they change what is shared", async () => {
  const own = await save(viewer, { name: " Mine \u200b" });
  expect(own).toMatchObject({ name: "Mine", shared: false, own: true, version: 1 });
  const params = { id: own.id };
  const share = { expected_version: 1, shared: true };
  const cannot = /^Your role \(viewer\) can't share views$/;
  await expectRefusal(viewer.call(changing.updateView, { params, body: share }), 403, cannot);
  await expectRefusal(save(viewer, { name: "All", shared: true }), 403, cannot);
  const shared = await save(manager, { name: "Team", shared: true });
  expect(await viewsOf(viewer)).toMatchObject([{ id: shared.id, own: false }, { id: own.id }]);
  expect(await viewsOf(member)).toMatchObject([{ id: shared.id }]);
  for (const endpoint of [changing.deleteView, changing.restoreView]) {
    await expectRefusal(viewer.call(endpoint, { params: { id: shared.id } }), 403, cannot);
    await expectRefusal(member.call(endpoint, { params }), 404, "not found");
  }
  await manager.call(changing.deleteView, { params: { id: shared.id } });
  await viewer.call(changing.deleteView, { params });
  await viewer.call(changing.restoreView, { params });
  expect(await viewsOf(viewer)).toMatchObject([{ id: own.id }]);
});

test("the second of two who save a view at once is told what it is by now", async () => {
  const { id } = await save(manager, { name: "Both", shared: true });
  const change = (query: string) =>
    manager.call(changing.updateView, { params: { id }, body: { expected_version: 1, query } });
  const tries = await Promise.allSettled(["source=OTHER", "source=TYPEFORM"].map(change));
  const [saved] = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const [refused] = tries.flatMap((one): unknown[] =>
    one.status === "rejected" ? [one.reason] : [],
  );
  expect(saved).toMatchObject({ version: 2 });
  expect(refused).toMatchObject({ status: 409 });
  const details = refused instanceof ApiError ? refused.details : undefined;
  expect(changing.ViewConflict.parse(details).view).toMatchObject({ query: saved?.query });
  await manager.call(changing.deleteView, { params: { id } });
});

const family = "👨‍👩‍👧‍👦";

test.each([
  ["of 200 letters", "n".repeat(200)],
  ["of 200 emoji, each of eleven units", family.repeat(200)],
  ["of 200 letters with accents", "a\u0301\u0323".repeat(200)],
  ["from right to left", "עסקאות חמות"],
  ["that looks like code", "<b>&amp;'\";--"],
])("a name %s is kept as it is", async (_, name) => {
  const view = await save(member, { name });
  expect(view.name).toBe(name);
  await member.call(changing.deleteView, { params: { id: view.id } });
});

test("a name that nobody sees, or a longer one, is refused", async () => {
  for (const name of ["", " \u200b\n"]) {
    await expectRefusal(save(member, { name }), 400, "name must be filled in");
  }
  for (const name of ["n".repeat(201), family.repeat(201), `a${"\u0301".repeat(100_000)}`]) {
    await expectRefusal(save(member, { name }), 400, "name must be at most 200 characters long");
  }
  expect(await viewsOf(member)).toEqual([]);
});

test("characters are counted as people see them", () => {
  expect(["", "abc", family, "e\u0301", "🇩🇪🇨🇭"].map(charactersIn)).toEqual([0, 3, 1, 1, 2]);
});

test("a query is kept as the page spells it, and one that means nothing is refused", async () => {
  const given = "?status[]=&amp;source=MANUAL.&setter=me&source=OTHER&utm_source=x";
  const view = await save(member, { name: "Spelled", query: given });
  expect(view.query).toBe("source=MANUAL&source=OTHER&setter=me");
  await member.call(changing.deleteView, { params: { id: view.id } });
  const id = "7b1f3a52-9a0e-4c43-9d59-0d6a6f8f6b11";
  for (const query of ["colour=red", "status=won", `lead=${id}`, "tab=billing"]) {
    const words = `query says what no list is of: ${query}`;
    await expectRefusal(save(member, { name: "No", query }), 400, words);
  }
  const long = `setter=${"a".repeat(4_000)}@example.com`;
  await expectRefusal(save(member, { name: "No", query: long }), 400, "at most 4000 characters");
});

test("a query says whatever an address does, and what it says of me and of days stays said so", async () => {
  const said = "open=yes&updated=..today-14&not_owner=me&search=ann&sort=-updated&sort=name";
  const view = await save(member, { name: "Said", query: said });
  expect(view.query).toBe(said);
  await member.call(changing.deleteView, { params: { id: view.id } });
});

test("everyone begins with a view that they see, built in or saved", async () => {
  const choose = (client: Client, view: string | null) =>
    client.call(changing.setDefaultView, { body: { view } });
  const chosen = async (client: Client) => (await client.call(contract.listViews)).default_view;
  expect(await chosen(member)).toBeNull();
  await choose(member, "stuck");
  expect(await chosen(member)).toBe("stuck");
  const { id } = await save(manager, { name: "Team", shared: true });
  const params = { id };
  await choose(member, id.toUpperCase());
  expect(await chosen(member)).toBe(id);
  await manager.call(changing.deleteView, { params });
  expect(await chosen(member)).toBeNull();
  await expectRefusal(choose(viewer, id), 400, "view must be the id");
  await manager.call(changing.restoreView, { params });
  expect(await chosen(member)).toBe(id);
  await choose(member, null);
  expect(await chosen(member)).toBeNull();
  expect(await chosen(viewer)).toBeNull();
  await manager.call(changing.deleteView, { params });
});

test("several lists are counted at once, each for whoever asks", async () => {
  const lists = ["?", "?setter=me", "owner=me&open=yes", "?owner=unassigned", "search=ann"];
  const { sizes } = await member.call(contract.countLists, { query: { list: lists } });
  const totals = await Promise.all(
    [
      {},
      { setter: ["me"] },
      { owner: ["me"], open: ["yes" as const] },
      { owner: ["unassigned"] },
    ].map(async (query) => (await member.call(countLeads, { query })).total),
  );
  const found = await member.call(listLeadsView, { query: { search: "ann" } });
  expect(sizes).toEqual([...totals, found.pagination.total]);
  expect(sizes[1]).toBeGreaterThan(0);
  const others = await viewer.call(contract.countLists, { query: { list: lists } });
  expect(others.sizes[1]).toBe(0);
  const count = (list: string[]) => member.call(contract.countLists, { query: { list } });
  await expectRefusal(
    count(Array.from({ length: 31 }, () => "?")),
    400,
    "list must be 1 to 30 query",
  );
  await expectRefusal(count(["open=perhaps"]), 400, "open must be yes or no");
});
