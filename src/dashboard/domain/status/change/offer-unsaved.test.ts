import { beforeEach, expect, test, vi } from "vitest";
import type { Workspace } from "#api/contract/people/people.ts";
import { isShown } from "#dashboard/connection/page-person.ts";
import { testLead } from "#dashboard/domain/lead/test-lead.ts";
import { noticesNow } from "#dashboard/ui/notices/notices.ts";
import { offerUnsaved } from "./offer-unsaved.ts";
import { details, fresh, lost, openPage, saved, WAIT, won } from "./test-changes.ts";
import { keepUnsaved, unsavedOf } from "./unsaved-changes.ts";

const leads = ["a", "b", "c", "d"].map((id) => testLead({ id, status: fresh }));

const workspace: Pick<Workspace, "person" | "statuses"> = {
  person: { id: "ada", name: "Ada", email: "ada@example.com", role: "member" },
  statuses: [fresh, won, lost].map((status) => ({ ...status, type: "BOTH" })),
};

let page: ReturnType<typeof openPage>;

beforeEach(() => {
  page = openPage(leads);
  isShown("ada");
  for (const { id } of leads) {
    keepUnsaved({
      lead: id,
      status: id === "d" ? lost.id : won.id,
      change: id === "d" ? "2" : "1",
    });
  }
  offerUnsaved(page.queryClient, workspace);
});

/** Answers what was asked of a lead. */
async function give(id: string, status = fresh): Promise<void> {
  const read = await page.lookUp(id);
  read.answer(...details(testLead({ id, status })));
}

test("what wasn't saved is offered as it was changed: several leads as one, and made as one", async () => {
  await give("d");
  await page.says("You were signed out before Quill's status was changed to Lost");
  for (const id of ["a", "b", "c"]) await give(id);
  await page.says(
    "You were signed out before Quill's status was changed to Lost",
    "You were signed out before the status of 3 leads was changed to Won",
  );
  const [, several] = noticesNow();
  expect(several?.detail).toBe("They are Fresh now.");
  expect(several?.actions?.map(({ label }) => label)).toEqual([
    "Keep Fresh",
    "Change status to Won",
  ]);

  // One is changed by hand meanwhile: that counts.
  page.changeStatus(leads.slice(0, 1), lost);
  page.press("Change status to Won");
  expect(["a", "b", "c"].map(page.shown)).toEqual(["Lost", "Won", "Won"]);
  expect(noticesNow().at(-1)?.title).toBe("Changing 2 leads to Won…");
  expect(unsavedOf("ada").map(({ lead }) => lead)).toEqual(["d"]);
  for (const id of ["b", "c"]) {
    (await page.change(id)).answer(...saved("change", fresh, won, testLead({ id, status: fresh })));
  }
  await vi.waitFor(
    () => expect(noticesNow().at(-1)?.title).toBe("Status of 2 leads changed to Won"),
    WAIT,
  );
});

test("of those only what is still to be changed is offered; kept or dismissed, they are given up as one", async () => {
  await give("d");
  await page.says("You were signed out before Quill's status was changed to Lost");
  await give("a", won);
  await give("b", lost);
  await give("c");
  await page.says(
    "You were signed out before Quill's status was changed to Lost",
    "You were signed out before the status of 2 leads was changed to Won",
  );
  expect(noticesNow()[1]?.detail).toBeUndefined();
  page.press("Keep as they are");
  expect(unsavedOf("ada").map(({ lead }) => lead)).toEqual(["d"]);
  // Changed by hand, it is offered no longer.
  page.changeStatus(leads.slice(3), won);
  expect(noticesNow().map(({ title }) => title)).toEqual(["Changing to Won…"]);
});

test("leads that can't be read are said as one, and asked for again", async () => {
  await give("d", lost);
  await give("a");
  for (const id of ["b", "c"]) {
    (await page.lookUp(id)).answer(400, {});
  }
  await page.says("You were signed out before the status of 3 leads was changed");
  const asked = page.requests.length;
  page.press("Try again");
  await page.request(asked + 3);
  for (const id of ["a", "b", "c"]) await give(id);
  await page.says("You were signed out before the status of 3 leads was changed to Won");
  expect(unsavedOf("ada")).toHaveLength(3);
});
