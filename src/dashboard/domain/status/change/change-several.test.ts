import { beforeEach, expect, test, vi } from "vitest";
import { isShown } from "#dashboard/connection/page-person.ts";
import { testLead } from "#dashboard/domain/lead/test-lead.ts";
import { noticesNow } from "#dashboard/ui/notices/notices.ts";
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

const leads = Array.from({ length: 12 }, (_, at) =>
  testLead({ id: `lead-${at}`, status: fresh, first_name: `Quill ${at}` }),
);
const ids = () => leads.map(({ id }) => id);
const [first, second, third] = ids();

let page: ReturnType<typeof openPage>;

beforeEach(() => {
  page = openPage(leads);
});

const lead = (id: string | undefined) => {
  const found = leads.find((one) => one.id === id);
  if (!found) throw new Error(`There is no ${id}`);
  return found;
};
const some = (count: number) => leads.slice(0, count);
const shown = (count = leads.length) => some(count).map(({ id }) => page.shown(id));
const all = (name: string, count = leads.length) => Array.from({ length: count }, () => name);
const notice = () => noticesNow().at(-1);
const buttons = () => notice()?.actions?.map(({ label }) => label);

/** Answers the changes of these leads, as they are sent. */
async function answerAll(
  wanted: readonly string[],
  answer: (id: string) => readonly [number, object] | "cut",
  number = 1,
): Promise<void> {
  for (const id of wanted) {
    const request = await page.change(id, number);
    const given = answer(id);
    if (given === "cut") request.cut();
    else request.answer(...given);
  }
}
const made = (id: string) => saved(`change of ${id}`, fresh, won, lead(id));

test("several leads change on the screen at once, on the server four at a time, with one notice and one Undo", async () => {
  page.changeStatus(leads, won);
  expect(shown()).toEqual(all("Won"));
  expect(notice()).toMatchObject({ title: "Changing 12 leads to Won…", isPending: true });
  expect(notice()?.detail).toBeUndefined();
  expect(buttons()).toEqual(["Undo"]);
  expect(page.isAskedBeforeLeaving()).toBe(true);

  await page.change(leads[3]?.id ?? "");
  expect(page.changed()).toEqual(ids().slice(0, 4));
  (await page.change("lead-2")).answer(...made("lead-2"));
  await page.change("lead-4");
  expect(page.requests).toHaveLength(5);
  expect(page.isAskedBeforeLeaving()).toBe(true);
  await answerAll(
    ids().filter((id) => id !== "lead-2"),
    made,
  );
  await page.says("Status of 12 leads changed to Won");
  expect(notice()).toMatchObject({ kind: "news", lastsMs: 8_000 });
  expect(page.isAskedBeforeLeaving()).toBe(false);

  page.press("Undo");
  expect(shown()).toEqual(all("Fresh"));
  expect(page.titles()).toEqual(["Changing 12 leads to Fresh…"]);
  expect((await page.change("lead-0", 2)).body).toEqual({
    status_id: fresh.id,
    expected_status_id: won.id,
    undo_of: "change of lead-0",
  });
  await answerAll(ids(), (id) => saved("undo", won, fresh, lead(id)), 2);
  await page.says("Status of 12 leads changed to Fresh");
  expect(buttons()).toEqual([]);
});

test("what a change came to is said in one notice; those that failed are tried again, and Undo is for all that were changed", async () => {
  page.changeStatus(leads, won);
  await answerAll(ids(), (id) => {
    if (id === "lead-1" || id === "lead-7") return [400, {}];
    return id === "lead-5" ? conflict(lost, lead(id)) : made(id);
  });
  await page.says("Changed 9 of 12 leads to Won");
  expect(notice()).toMatchObject({
    kind: "problem",
    detail: "2 couldn't be changed, 1 was changed by Ben meanwhile. Said.",
  });
  expect(buttons()).toEqual(["Try again", "Undo"]);
  expect(shown()).toEqual(
    ids().map((id) => (id === "lead-5" ? "Lost" : /-[17]$/.test(id) ? "Fresh" : "Won")),
  );

  page.press("Try again");
  expect(page.titles()).toEqual(["Changing 2 leads to Won…"]);
  await answerAll(["lead-1", "lead-7"], made, 2);
  await page.says("Changed 11 of 12 leads to Won");
  expect(notice()?.detail).toBe("1 was changed by Ben meanwhile.");
  expect(buttons()).toEqual(["Undo"]);

  page.press("Undo");
  const taken = ids().filter((id) => id !== "lead-5");
  for (const id of taken) {
    const again = /-[17]$/.test(id) ? 3 : 2;
    const undo = await page.change(id, again);
    undo.answer(
      ...(id === "lead-8" ? conflict(lost, lead(id)) : saved("undo", won, fresh, lead(id))),
    );
  }
  await page.says("Changed 10 of 11 leads to Fresh");
  expect(notice()?.detail).toBe("1 was changed by Ben since.");
  expect(buttons()).toEqual([]);
  expect([page.shown("lead-5"), page.shown("lead-8")]).toEqual(["Lost", "Lost"]);
});

test("leads that had the status already are said, and have no Undo", async () => {
  page.changeStatus(some(3), won);
  await answerAll(["lead-0", "lead-1"], (id) => unchanged(won, lead(id)));
  (await page.change("lead-2")).answer(...made("lead-2"));
  await page.says("Changed 1 of 3 leads to Won");
  expect(notice()).toMatchObject({
    kind: "news",
    detail: "2 had this status already.",
    lastsMs: 8_000,
  });
  page.press("Undo");
  expect(page.titles()).toEqual(["Changing to Fresh…"]);
  expect(shown(3)).toEqual(["Won", "Won", "Fresh"]);
});

test("several that all fail are one failure with its reason", async () => {
  page.changeStatus(some(3), won);
  await answerAll(["lead-0", "lead-1", "lead-2"], () => [429, {}]);
  await page.says("Couldn't change the status of 3 leads");
  expect(notice()).toMatchObject({ kind: "problem", actions: [{ label: "Try again" }] });
  expect(notice()?.reason).toMatchObject({ status: 429 });
  expect(shown(3)).toEqual(all("Fresh", 3));
});

test("leads that were changed by several others are not overwritten", async () => {
  page.changeStatus(some(3), won);
  (await page.change("lead-0")).answer(...conflict(lost, lead(first)));
  (await page.change("lead-1")).answer(...conflict(lost, lead(second), "Cleo"));
  (await page.change("lead-2")).answer(400, {});
  await page.says("Couldn't change the status of 3 leads");
  expect(notice()?.detail).toBe("1 couldn't be changed, 2 were changed by others meanwhile. Said.");
  expect(shown(3)).toEqual(["Lost", "Lost", "Fresh"]);
});

test("what became of those whose answers are lost is looked up, and Undo takes them back, too", async () => {
  page.changeStatus(some(3), won);
  await answerAll(["lead-0", "lead-1"], () => "cut");
  (await page.change("lead-2")).answer(...made("lead-2"));
  await page.says("Changed 1 of 3 leads to Won");
  (await page.lookUp("lead-0")).answer(...details({ ...lead(first), status: won }));
  (await page.lookUp("lead-1")).answer(...details(lead(second)));
  await page.says("Changed 2 of 3 leads to Won");
  expect(shown(3)).toEqual(["Won", "Fresh", "Won"]);
  page.press("Undo");
  expect(shown(3)).toEqual(all("Fresh", 3));
  expect((await page.change("lead-0", 2)).body).toEqual({
    status_id: fresh.id,
    expected_status_id: won.id,
  });
});

test("Undo before all are answered takes back what was sent, and sends nothing else", async () => {
  page.changeStatus(leads, won);
  await page.change("lead-3");
  (await page.change("lead-0")).answer(...made("lead-0"));
  await page.change("lead-4");
  (await page.change("lead-1")).answer(429, {});
  await page.change("lead-5");
  page.press("Undo");
  expect(shown()).toEqual(all("Fresh"));
  expect(page.titles()).toEqual(["Changing 11 leads to Fresh…"]);
  for (const id of ["lead-2", "lead-3", "lead-4", "lead-5"]) {
    (await page.change(id)).answer(...made(id));
  }
  const sent = ["lead-0", "lead-2", "lead-3", "lead-4", "lead-5"];
  await answerAll(sent, (id) => saved("undo", won, fresh, lead(id)), 2);
  await page.says("Status of 11 leads changed to Fresh");
  expect(page.changed()).toHaveLength(11);
  expect(shown()).toEqual(all("Fresh"));
  expect(page.isAskedBeforeLeaving()).toBe(false);
});

test("Undo gives each lead the status that it had", async () => {
  const mixed = [lead(first), { ...lead(second), status: lost }];
  page = openPage(mixed);
  page.changeStatus(mixed, won);
  (await page.change("lead-0")).answer(...made("lead-0"));
  (await page.change("lead-1")).answer(...saved("change", lost, won, lead(second)));
  await page.says("Status of 2 leads changed to Won");
  page.press("Undo");
  expect(shown(2)).toEqual(["Fresh", "Lost"]);
  expect(page.titles()).toEqual(["Changing 2 leads back…"]);
  (await page.change("lead-0", 2)).answer(...saved("undo", won, fresh, lead(first)));
  (await page.change("lead-1", 2)).answer(...saved("undo", won, lost, lead(second)));
  await page.says("Status of 2 leads changed back");
});

test("a lead that is changed once more goes its own way: neither Undo nor Try again of the first touches it", async () => {
  page.changeStatus(some(3), won);
  const last = { ...lead(third), status: won };
  await page.change("lead-2");
  page.changeStatus([last], lost);
  expect(page.titles()).toEqual(["Changing 3 leads to Won…", "Changing to Lost…"]);
  (await page.change("lead-0")).answer(...made("lead-0"));
  (await page.change("lead-1")).answer(400, {});
  (await page.change("lead-2")).answer(...made("lead-2"));
  const own = await page.change("lead-2", 2);
  expect(own.body).toEqual({ status_id: lost.id, expected_status_id: won.id });
  await page.says("Changing to Lost…", "Changed 1 of 2 leads to Won");
  own.answer(...saved("own", won, lost, lead(third)));
  await page.says("Status changed to Lost", "Changed 1 of 2 leads to Won");
  page.changeStatus([lead(second)], lost);
  await vi.waitFor(() => expect(page.titles()).toContain("Changing to Lost…"), WAIT);
  const [, mixed] = noticesNow();
  for (const { act } of mixed?.actions ?? []) act();
  expect(shown(3)).toEqual(["Fresh", "Lost", "Lost"]);
  expect(page.titles().at(-1)).toBe("Changing to Fresh…");
});

test("a change of all the same leads takes the first one's notice away", async () => {
  page.changeStatus(some(2), won);
  page.changeStatus(
    some(3).map((one) => ({ ...one, status: won })),
    lost,
  );
  expect(page.titles()).toEqual(["Changing 3 leads to Lost…"]);
  await answerAll(["lead-0", "lead-1"], made);
  await answerAll(["lead-0", "lead-1"], (id) => saved("then", won, lost, lead(id)), 2);
  (await page.change("lead-2")).answer(...conflict(lost, lead(third)));
  await page.says("Changed 2 of 3 leads to Lost");
});

test("while nobody answers, the rest isn't sent, and can be tried again", async () => {
  page.changeStatus(leads, won);
  for (const at of [0, 1, 2]) {
    (await page.change(`lead-${at}`)).answer(503, {});
    await page.change(`lead-${at + 4}`);
  }
  // The fourth in a row.
  (await page.change("lead-3")).answer(503, {});
  await vi.waitFor(() => expect(page.shown("lead-11")).toBe("Fresh"), WAIT);
  await answerAll(["lead-4", "lead-5", "lead-6"], made);
  await page.says("Changed 3 of 12 leads to Won");
  expect(page.changed()).toHaveLength(7);
  expect(notice()?.detail).toBe("9 couldn't be changed. Said.");
  page.press("Try again");
  const rest = ids().filter((id) => !["lead-4", "lead-5", "lead-6"].includes(id));
  for (const id of rest) {
    (await page.change(id, Number(id.slice(5)) < 4 ? 2 : 1)).answer(...made(id));
  }
  await page.says("Status of 12 leads changed to Won");
});

test("after the session's end all that isn't saved is kept as one, and the rest isn't sent", async () => {
  isShown("ada");
  page.changeStatus(leads, won);
  (await page.change("lead-0")).answer(...made("lead-0"));
  await page.change("lead-4");
  for (const id of ["lead-1", "lead-2", "lead-3", "lead-4"])
    (await page.change(id)).answer(401, {});
  await page.says("Status changed to Won");
  expect(page.changed()).toHaveLength(5);
  const kept = unsavedOf("ada");
  expect(kept.map(({ lead: id }) => id).toSorted()).toEqual(ids().slice(1).toSorted());
  expect(new Set(kept.map(({ change }) => change)).size).toBe(1);
  expect(shown()).toEqual(["Won", ...all("Fresh", 11)]);
  // One of them is changed by hand.
  page.changeStatus([lead(second)], lost);
  expect(unsavedOf("ada")).toHaveLength(10);
});
