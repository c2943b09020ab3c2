import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_VIEWS } from "#api/contract/views/view-changes.ts";
import type { View } from "#api/contract/views/views.ts";
import { listAudit } from "../audit/audit.ts";
import { latestEvents } from "../events/events.ts";
import type { Store } from "../open.ts";
import { openTestStore } from "../test-store.ts";
import { DAY } from "../time.ts";
import {
  changeView,
  createView,
  deleteView,
  moveView,
  type NewView,
  restoreView,
  type ViewEditor,
} from "./change-views.ts";
import { listViews, readDefaultView, setDefaultView } from "./views.ts";

const editor = (id: string, mayShare: boolean): ViewEditor => ({
  id,
  name: id.toUpperCase(),
  mayShare,
  actor: { kind: "person", id, address: "203.0.113.9" },
});
const [ada, mo, ben] = [editor("ada", true), editor("mo", true), editor("ben", false)];

const plain: NewView = { name: "Hot", query: "source=MANUAL", shared: false };

/** Saves a view that is saved. */
async function save(store: Store, by: ViewEditor, own: Partial<NewView> = {}): Promise<View> {
  const result = await createView(store, by, { ...plain, ...own });
  if (result.outcome !== "saved") throw new Error(result.outcome);
  return result.view;
}

const namesFor = async (store: Store, { id }: ViewEditor) =>
  (await listViews(store, id)).map(({ name }) => name);

test("a private view is seen and changed by its owner alone", async () => {
  const store = await openTestStore();
  const { id } = await save(store, ben);
  expect(await listViews(store, ben.id)).toEqual([
    { ...plain, id, own: true, owner_name: "BEN", version: 1, changed_by: "BEN" },
  ]);
  expect(await listViews(store, ada.id)).toEqual([]);
  const unknown = { outcome: "unknown" };
  expect(await changeView(store, ada, id, { expectedVersion: 1, name: "Mine" })).toEqual(unknown);
  expect(await moveView(store, ada, id, null)).toEqual(unknown);
  expect(await deleteView(store, ada, id)).toEqual(unknown);
  expect(await deleteView(store, ben, id.toUpperCase())).toEqual({ outcome: "done" });
  expect(await restoreView(store, ada, id)).toEqual(unknown);
  expect(await restoreView(store, ben, id)).toMatchObject({ outcome: "saved" });
});

test("those who may share change what is shared, others only see it", async () => {
  const store = await openTestStore();
  const notAllowed = { outcome: "not-allowed" };
  expect(await createView(store, ben, { ...plain, shared: true })).toEqual(notAllowed);
  const own = await save(store, ben);
  const share = { expectedVersion: 1, shared: true };
  expect(await changeView(store, ben, own.id, share)).toEqual(notAllowed);
  const { id } = await save(store, ada, { shared: true });
  expect(await listViews(store, ben.id)).toMatchObject([{ id, own: false }, { id: own.id }]);
  expect(await changeView(store, ben, id, { expectedVersion: 1, name: "x" })).toEqual(notAllowed);
  expect(await moveView(store, ben, id, null)).toEqual(notAllowed);
  expect(await deleteView(store, ben, id)).toEqual(notAllowed);
  const renamed = await changeView(store, mo, id, { expectedVersion: 1, name: "Hotter" });
  expect(renamed).toMatchObject({ view: { name: "Hotter", version: 2, changed_by: "MO" } });
  await changeView(store, mo, id, { expectedVersion: 2, shared: false });
  expect(await listViews(store, mo.id)).toEqual([]);
  expect(await listViews(store, ada.id)).toMatchObject([{ id, own: true, shared: false }]);
});

test("of two who save a view at once, the second one overwrites nothing", async () => {
  const store = await openTestStore();
  const { id } = await save(store, ada, { shared: true });
  const to = (query: string) => ({ expectedVersion: 1, query });
  const results = await Promise.all([
    changeView(store, ada, id, to("source=WEBINAR")),
    changeView(store, mo, id, to("source=OTHER")),
  ]);
  const after = { query: "source=WEBINAR", version: 2, changed_by: "ADA" };
  expect(results).toMatchObject([
    { outcome: "saved", view: after },
    { outcome: "conflict", view: { ...after, own: false } },
  ]);
  // Who wants what it is by now has it.
  expect(await changeView(store, mo, id, to("source=WEBINAR"))).toMatchObject({ outcome: "saved" });
  expect(await listViews(store, ben.id)).toMatchObject([after]);
});

test("a view has its place among the shared ones, or among one's own", async () => {
  const store = await openTestStore();
  const names = ["a", "b", "c", "d"];
  const views = new Map<string, View>();
  for (const name of names) views.set(name, await save(store, ada, { name }));
  await save(store, ben, { name: "ben's" });
  const idOf = (name: string | null) => views.get(name ?? "")?.id ?? null;
  const move = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names, null));
  let expected = names;
  await fc.assert(
    fc.asyncProperty(move, async ([name, before]) => {
      await moveView(store, ada, idOf(name) ?? "", idOf(before));
      const others = expected.filter((one) => one !== name);
      const at = before === null ? -1 : others.indexOf(before);
      expected = others.toSpliced(at < 0 ? others.length : at, 0, name);
      expect(await namesFor(store, ada)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
  const [first = ""] = expected;
  await changeView(store, ada, idOf(first) ?? "", { expectedVersion: 1, shared: true });
  expect(await namesFor(store, ada)).toEqual(expected);
  expect(await namesFor(store, ben)).toEqual([first, "ben's"]);
});

test("a deleted view can be restored, with its place and for whom it was chosen", async () => {
  const store = await openTestStore();
  const [first] = [await save(store, ada, { name: "1" }), await save(store, ada, { name: "2" })];
  await setDefaultView(store, ada.id, first.id);
  await deleteView(store, ada, first.id);
  expect(await namesFor(store, ada)).toEqual(["2"]);
  expect(await changeView(store, ada, first.id, { expectedVersion: 1, name: "x" })).toEqual({
    outcome: "unknown",
  });
  await restoreView(store, ada, first.id);
  expect(await namesFor(store, ada)).toEqual(["1", "2"]);
  expect(await readDefaultView(store, ada.id)).toBe(first.id);
  await setDefaultView(store, ada.id, null);
  expect(await readDefaultView(store, ada.id)).toBeNull();
});

test("after 30 days a deleted view is gone for good", async () => {
  const store = await openTestStore();
  const [old, other] = [await save(store, ada), await save(store, ada)];
  await deleteView(store, ada, old.id);
  await store.db
    .updateTable("views")
    .set({ deleted_at: Date.now() - 31 * DAY })
    .where("id", "=", old.id)
    .execute();
  await deleteView(store, ada, other.id);
  expect(await restoreView(store, ada, old.id)).toEqual({ outcome: "unknown" });
  expect(await restoreView(store, ada, other.id)).toMatchObject({ outcome: "saved" });
});

test("nobody has more views than there is room for, restored ones included", async () => {
  const store = await openTestStore();
  const first = await save(store, ben);
  for (let n = 1; n < MOST_VIEWS; n += 1) await save(store, ben);
  const tooMany = { outcome: "too-many" };
  expect(await createView(store, ben, plain)).toEqual(tooMany);
  expect(await createView(store, ada, plain)).toMatchObject({ outcome: "saved" });
  await deleteView(store, ben, first.id);
  await save(store, ben);
  expect(await restoreView(store, ben, first.id)).toEqual(tooMany);
});

test("open pages are told of every change, and the audit log has what is done to shared views", async () => {
  const store = await openTestStore();
  const told = async () => (await latestEvents(store)).filter(({ news }) => news.views).length;
  const { id } = await save(store, ada);
  expect(await listAudit(store, 9)).toEqual([]);
  await changeView(store, ada, id, { expectedVersion: 1, shared: true });
  await changeView(store, mo, id, { expectedVersion: 2, name: "Warm" });
  await deleteView(store, mo, id);
  await restoreView(store, ada, id);
  await changeView(store, mo, id, { expectedVersion: 3, shared: false });
  expect(await told()).toBe(6);
  // What changes nothing is no change.
  await changeView(store, ada, id, { expectedVersion: 4, name: "Warm" });
  await restoreView(store, ada, id);
  expect(await told()).toBe(6);
  const deeds = (await listAudit(store, 9)).toReversed();
  expect(deeds.map((one) => [one.actor_id, one.action, one.subject_id, one.detail])).toEqual([
    ["ada", "view-shared", id, "Hot"],
    ["mo", "shared-view-changed", id, "Warm"],
    ["mo", "shared-view-deleted", id, "Warm"],
    ["ada", "shared-view-restored", id, "Warm"],
    ["mo", "view-made-private", id, "Warm"],
  ]);
});
