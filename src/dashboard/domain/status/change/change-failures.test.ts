import { beforeEach, expect, test, vi } from "vitest";
import { isShown } from "#dashboard/connection/page-person.ts";
import { testLead } from "#dashboard/domain/lead/test-lead.ts";
import { noticesNow } from "#dashboard/ui/notices/notices.ts";
import { resetPerson } from "#dashboard/ui/state/person-reset.ts";
import {
  conflict,
  details,
  fresh,
  lost,
  openPage,
  saved,
  unchanged,
  WAIT,
  won,
} from "./test-changes.ts";
import { unsavedOf } from "./unsaved-changes.ts";

const [lead, other] = [
  testLead({ id: "lead", status: fresh }),
  testLead({ id: "other", status: fresh }),
];

let page: ReturnType<typeof openPage>;

beforeEach(() => {
  page = openPage([lead, other]);
});

test("a change that fails is rolled back, and another notice says so and offers it again", async () => {
  page.changeStatus([lead], won);
  const before = noticesNow()[0]?.number;
  (await page.request(1)).answer(429, {});
  await page.says("Couldn't change the status of Quill");
  expect(page.shown(lead.id)).toBe("Fresh");
  const [failure] = noticesNow();
  expect(failure).toMatchObject({ kind: "problem", actions: [{ label: "Try again" }] });
  expect(failure?.number).not.toBe(before);

  page.press("Try again");
  expect(page.titles()).toEqual(["Changing to Won…"]);
  (await page.request(2)).answer(...saved("first", fresh, won, lead));
  await page.says("Status changed to Won");
});

test("whether a change was made whose answer is lost is looked up", async () => {
  page.changeStatus([lead], won);
  (await page.request(1)).cut();
  await page.says("Couldn't change the status of Quill");
  const lookUp = await page.request(2);
  expect(lookUp.path).toBe("/api/dashboard/leads/lead");
  lookUp.answer(...details({ ...lead, status: won }));
  await page.says("Status changed to Won");
  expect(page.shown(lead.id)).toBe("Won");
  expect(noticesNow()[0]?.actions).toEqual([]);
});

test("it is looked up as well where a second change was waiting, and is refused", async () => {
  page.changeStatus([lead], won);
  page.changeStatus([{ ...lead, status: won }], lost);
  (await page.request(1)).cut();
  (await page.request(2)).answer(400, {});
  await page.says("Couldn't change the status of Quill");
  expect(page.shown(lead.id)).toBe("Fresh");
  (await page.lookUp(lead.id)).answer(...details({ ...lead, status: won }));
  await vi.waitFor(() => expect(page.shown(lead.id)).toBe("Won"), WAIT);
  expect(page.titles()).toEqual(["Couldn't change the status of Quill"]);
});

test("whoever was quicker is asked about, and not overwritten by Undo", async () => {
  page.changeStatus([lead], won);
  (await page.request(1)).answer(...conflict(lost, lead));
  await page.says("Ben changed the status of Quill to Lost");
  expect(page.shown(lead.id)).toBe("Lost");
  page.press("Set to Won");
  const second = await page.request(2);
  expect(second.body).toEqual({ status_id: won.id, expected_status_id: lost.id });
  page.press("Undo");
  second.answer(...saved("second", lost, won, lead));
  (await page.request(3)).answer(...conflict(fresh, lead));
  await page.says("Couldn't undo: Ben has changed the status of Quill since");
  expect(page.shown(lead.id)).toBe("Fresh");
});

test("what someone else has set to the same is not taken back", async () => {
  page.changeStatus([lead], won);
  (await page.request(1)).answer(...unchanged(won, lead));
  await page.says("Status changed to Won");
  expect(noticesNow()[0]?.actions).toEqual([]);

  page.changeStatus([{ ...lead, status: won }], lost);
  const { answer } = await page.request(2);
  page.press("Undo");
  answer(...unchanged(lost, lead));
  await page.says("Couldn't undo: Someone else has changed the status of Quill since");
  expect(page.shown(lead.id)).toBe("Lost");
  expect(page.requests).toHaveLength(2);
});

test("a change after the session's end is kept for its person, unless it was taken back", async () => {
  isShown("ada");
  page.changeStatus([lead], won);
  page.changeStatus([other], lost);
  page.press("Undo");
  for (const { answer } of [await page.request(1), await page.request(2)]) answer(401, {});
  await page.says();
  expect([page.shown(lead.id), page.shown(other.id)]).toEqual(["Fresh", "Fresh"]);
  expect(unsavedOf("ada")).toMatchObject([{ lead: lead.id, status: won.id }]);
});

test("what someone else made of a lead is not overwritten by a second change that was waiting", async () => {
  page.changeStatus([lead], won);
  page.changeStatus([{ ...lead, status: won }], fresh);
  (await page.request(1)).answer(...conflict(lost, lead));
  const second = await page.request(2);
  expect(second.body).toEqual({ status_id: fresh.id, expected_status_id: fresh.id });
  second.answer(...conflict(lost, lead));
  await page.says("Ben changed the status of Quill to Lost");
  expect(page.shown(lead.id)).toBe("Lost");
});

test("a change that fails leads back to what showed, not to what was chosen from", async () => {
  // Someone else has changed the lead while its picker was open.
  page.changeStatus([{ ...lead, status: lost }], won);
  const { body, answer } = await page.request(1);
  expect(body).toMatchObject({ expected_status_id: lost.id });
  answer(429, {});
  await page.says("Couldn't change the status of Quill");
  expect(page.shown(lead.id)).toBe("Fresh");
});

test("nothing is said of a change once its person has gone", async () => {
  page.changeStatus([lead], won);
  const { answer } = await page.request(1);
  resetPerson();
  expect(page.titles()).toEqual([]);
  answer(...saved("first", fresh, won, lead));
  await vi.waitFor(
    () => expect(page.queryClient.getMutationCache().getAll()[0]?.state.status).toBe("success"),
    WAIT,
  );
  expect(page.titles()).toEqual([]);
});
