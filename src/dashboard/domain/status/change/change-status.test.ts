import { beforeEach, expect, test } from "vitest";
import { testLead } from "#dashboard/domain/lead/test-lead.ts";
import { noticesNow, withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { resetPerson } from "#dashboard/ui/state/person-reset.ts";
import { undoLatest } from "./change-status.ts";
import { conflict, fresh, lost, openPage, saved, unchanged, won } from "./test-changes.ts";

const [lead, other] = [
  testLead({ id: "lead", status: fresh }),
  testLead({ id: "other", status: fresh }),
];

let page: ReturnType<typeof openPage>;

beforeEach(() => {
  page = openPage([lead, other]);
});

test("a change is said with its Undo from the start, and the same notice says that it is made", async () => {
  page.changeStatus([lead], won);
  expect(page.shown(lead.id)).toBe("Won");
  const [pending] = noticesNow();
  expect(pending).toMatchObject({ title: "Changing to Won…", detail: "Quill", isPending: true });
  expect(pending?.actions).toMatchObject([{ label: "Undo", key: "z" }]);
  expect(pending?.lastsMs).toBeUndefined();
  expect(page.isAskedBeforeLeaving()).toBe(true);

  const { path, body, answer } = await page.request(1);
  expect(path).toBe("/api/dashboard/leads/lead/status");
  expect(body).toEqual({ status_id: won.id, expected_status_id: fresh.id });
  answer(...saved("first", fresh, won, lead));
  await page.says("Status changed to Won");
  const [made] = noticesNow();
  expect(made?.number).toBe(pending?.number);
  expect(made).toMatchObject({ lastsMs: 8_000, actions: [{ label: "Undo" }] });
  expect(made?.isPending).toBeUndefined();
  expect(page.isAskedBeforeLeaving()).toBe(false);

  page.press("Undo");
  expect(page.shown(lead.id)).toBe("Fresh");
  expect(page.titles()).toEqual(["Changing to Fresh…"]);
  const undo = await page.request(2);
  expect(undo.body).toEqual({
    status_id: fresh.id,
    expected_status_id: won.id,
    undo_of: "first",
  });
  undo.answer(...saved("second", won, fresh, lead));
  await page.says("Status changed to Fresh");
  expect(noticesNow()[0]?.actions).toEqual([]);
});

test("a change on its way is taken back on the screen at once, on the server once it is made", async () => {
  page.changeStatus([lead], won);
  const { answer } = await page.request(1);
  page.press("Undo");
  expect(page.shown(lead.id)).toBe("Fresh");
  expect(page.titles()).toEqual(["Changing to Fresh…"]);
  expect(page.requests).toHaveLength(1);
  answer(...saved("first", fresh, won, lead));
  const undo = await page.request(2);
  expect(page.shown(lead.id)).toBe("Fresh");
  expect(undo.body).toEqual({
    status_id: fresh.id,
    expected_status_id: won.id,
    undo_of: "first",
  });
  undo.answer(...saved("second", won, fresh, lead));
  await page.says("Status changed to Fresh");
  expect(page.shown(lead.id)).toBe("Fresh");
});

test("the latest change is taken back although its notice has gone, then the one before", async () => {
  const dismissAll = () => noticesNow().forEach(({ about }) => withdrawNotice(about));
  expect(undoLatest()).toBe(false);
  page.changeStatus([lead], won);
  (await page.request(1)).answer(...saved("first", fresh, won, lead));
  await page.says("Status changed to Won");
  page.changeStatus([other], lost);
  (await page.request(2)).answer(...saved("second", fresh, lost, other));
  await page.says("Status changed to Won", "Status changed to Lost");
  dismissAll();

  expect(undoLatest()).toBe(true);
  const second = await page.request(3);
  expect(second.path).toContain("/other/");
  expect(second.body).toMatchObject({ status_id: fresh.id, undo_of: "second" });
  second.answer(...saved("third", lost, fresh, other));
  await page.says("Status changed to Fresh");

  expect(undoLatest()).toBe(true);
  const first = await page.request(4);
  expect(first.body).toMatchObject({ undo_of: "first" });
  // The server knows whether it is still the lead's latest.
  first.answer(...conflict(lost, lead));
  await page.says(
    "Status changed to Fresh",
    "Couldn't undo: Ben has changed the status of Quill since",
  );
  expect(undoLatest()).toBe(false);
});

test("what someone else is shown for has nothing to take back, nor has a change that failed", async () => {
  page.changeStatus([lead], won);
  (await page.request(1)).answer(429, {});
  await page.says("Couldn't change the status of Quill");
  expect(undoLatest()).toBe(false);
  page.changeStatus([other], won);
  resetPerson();
  expect(undoLatest()).toBe(false);
});

test("a change that is refused has nothing to take back", async () => {
  page.changeStatus([lead], won);
  const { answer } = await page.request(1);
  page.press("Undo");
  answer(429, {});
  await page.says();
  expect(page.shown(lead.id)).toBe("Fresh");
  expect(page.requests).toHaveLength(1);
  expect(page.isAskedBeforeLeaving()).toBe(false);
});

test("a change whose answer is lost is taken back all the same: it may have been made", async () => {
  page.changeStatus([lead], won);
  const { cut } = await page.request(1);
  page.press("Undo");
  cut();
  const undo = await page.request(2);
  expect(undo.body).toEqual({ status_id: fresh.id, expected_status_id: won.id });
  undo.cut();
  await page.says("Couldn't change the status of Quill");

  // Tried again, it still takes back the change and no other.
  page.press("Try again");
  const again = await page.change(lead.id, 3);
  expect(again.body).toEqual(undo.body);
  again.answer(...unchanged(fresh, lead));
  await page.says("Status changed to Fresh");
  expect(page.shown(lead.id)).toBe("Fresh");
});

test("a second change before the first is answered: both are made, in order, and Undo takes back the second", async () => {
  page.changeStatus([lead], won);
  page.changeStatus([{ ...lead, status: won }], lost);
  expect(page.titles()).toEqual(["Changing to Lost…"]);
  const first = await page.request(1);
  expect(page.requests).toHaveLength(1);
  first.answer(...saved("first", fresh, won, lead));
  const second = await page.request(2);
  expect(page.shown(lead.id)).toBe("Lost");
  expect(second.body).toEqual({ status_id: lost.id, expected_status_id: won.id });
  second.answer(...saved("second", won, lost, lead));
  await page.says("Status changed to Lost");
  page.press("Undo");
  expect((await page.request(3)).body).toEqual({
    status_id: won.id,
    expected_status_id: lost.id,
    undo_of: "second",
  });
});

test.each(["before", "after"])(
  "Undo %s the answer leads back to what the server had, where the change before failed",
  async (when) => {
    page.changeStatus([lead], won);
    page.changeStatus([{ ...lead, status: won }], lost);
    if (when === "before") page.press("Undo");
    (await page.request(1)).answer(429, {});
    const second = await page.request(2);
    expect(second.body).toEqual({ status_id: lost.id, expected_status_id: fresh.id });
    second.answer(...saved("second", fresh, lost, lead));
    if (when === "after") {
      await page.says("Status changed to Lost");
      page.press("Undo");
      expect(page.shown(lead.id)).toBe("Fresh");
    }
    const undo = await page.request(3);
    expect(undo.body).toMatchObject({ status_id: fresh.id, undo_of: "second" });
    undo.answer(...saved("third", lost, fresh, lead));
    await page.says("Status changed to Fresh");
    expect(page.shown(lead.id)).toBe("Fresh");
  },
);

test("changes of two leads are under way at once, each with its own Undo, the newest last", async () => {
  page.changeStatus([lead], won);
  page.changeStatus([other], lost);
  expect(page.titles()).toEqual(["Changing to Won…", "Changing to Lost…"]);
  // Whichever is answered first, their order stays.
  const ofOther = await page.request(2);
  ofOther.answer(...saved("second", fresh, lost, other));
  await page.says("Changing to Won…", "Status changed to Lost");
  (await page.request(1)).answer(...saved("first", fresh, won, lead));
  await page.says("Status changed to Won", "Status changed to Lost");
  page.press("Undo");
  expect([page.shown(lead.id), page.shown(other.id)]).toEqual(["Won", "Fresh"]);
});
