import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { ALL_LEADS } from "#api/contract/lead-query.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { isShown } from "#dashboard/connection/page-person.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { testLead, testStatus } from "#dashboard/domain/lead/test-lead.ts";
import { noticesNow } from "#dashboard/ui/notices/notices.ts";
import { resetPerson } from "#dashboard/ui/state/person-reset.ts";
import { changeStatus } from "./change-status.ts";
import { forgetAllUnsaved, unsavedOf } from "./unsaved-changes.ts";

const [fresh, won, lost] = [testStatus("Fresh"), testStatus("Won"), testStatus("Lost")];

const [lead, other] = [
  testLead({ id: "lead", status: fresh }),
  testLead({ id: "other", status: fresh }),
];

/** What was asked of the server, which answers when the test says so. */
interface Request {
  readonly path: string;
  readonly body: unknown;
  readonly answer: (httpStatus: number, content: object) => void;
  readonly cut: () => void;
}

let requests: Request[];
let queryClient: QueryClient;

beforeEach(() => {
  resetPerson();
  forgetAllUnsaved();
  requests = [];
  queryClient = new QueryClient();
  const page = { query: ALL_LEADS, rows: [lead, other], total: 2 };
  queryClient.setQueryData(leadQueries.page(ALL_LEADS, 1).queryKey, page);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("fetch", (path: string, { body }: RequestInit) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    requests.push({
      path,
      body: typeof body === "string" ? JSON.parse(body) : undefined,
      answer: (httpStatus, content) => {
        const envelope = { status: httpStatus < 400 ? "success" : "error", message: "Said" };
        resolve(Response.json({ ...envelope, ...content }, { status: httpStatus }));
      },
      cut: () => reject(new TypeError("cut")),
    });
    return promise;
  });
});

const WAIT = { interval: 5, timeout: 30_000 };

/** The request of that number, from 1, as soon as it is sent. */
async function request(number: number): Promise<Request> {
  await vi.waitFor(() => expect(requests.length).toBeGreaterThanOrEqual(number), WAIT);
  const found = requests[number - 1];
  if (!found) throw new Error("No such request");
  return found;
}

const change = (id: string, from: LeadStatus, to: LeadStatus) => ({
  id,
  lead_id: lead.id,
  from: { id: from.id, name: from.name },
  to: { id: to.id, name: to.name },
  by: { kind: "person", name: "Ada" },
  at: "2026-05-26T10:01:00.000Z",
  not_before: null,
  undo_of: null,
});

/** The answer to a change that was made. */
const saved = (id: string, from: LeadStatus, to: LeadStatus, of = lead) =>
  [200, { data: { lead: { ...of, status: to }, change: change(id, from, to) } }] as const;
/** The answer where the lead had that status already. */
const unchanged = (is: LeadStatus) =>
  [200, { data: { lead: { ...lead, status: is }, change: null } }] as const;
const conflict = (is: LeadStatus) =>
  [
    409,
    {
      details: {
        lead: { ...lead, status: is },
        latest_change: { ...change("theirs", fresh, is), by: { kind: "person", name: "Ben" } },
      },
    },
  ] as const;

const shown = (id = lead.id) =>
  queryClient
    .getQueryData(leadQueries.page(ALL_LEADS, 1).queryKey)
    ?.rows.find((listed) => listed.id === id)?.status.name;
const titles = () => noticesNow().map(({ title }) => title);
const says = (...expected: string[]) => vi.waitFor(() => expect(titles()).toEqual(expected), WAIT);
/** Presses a button of the newest notice that has it. */
function press(label: string): void {
  const action = noticesNow()
    .flatMap(({ actions = [] }) => actions)
    .findLast((one) => one.label === label);
  if (!action) throw new Error(`There is no ${label}`);
  action.act();
}
const isAskedBeforeLeaving = () =>
  !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

test("a change is said with its Undo from the start, and the same notice says that it is made", async () => {
  changeStatus(queryClient, { lead, to: won });
  expect(shown()).toBe("Won");
  const [pending] = noticesNow();
  expect(pending).toMatchObject({ title: "Changing to Won…", detail: "Quill", isPending: true });
  expect(pending?.actions).toMatchObject([{ label: "Undo", key: "z" }]);
  expect(pending?.lastsMs).toBeUndefined();
  expect(isAskedBeforeLeaving()).toBe(true);

  const { path, body, answer } = await request(1);
  expect(path).toBe("/api/dashboard/leads/lead/status");
  expect(body).toEqual({ status_id: won.id, expected_status_id: fresh.id });
  answer(...saved("first", fresh, won));
  await says("Status changed to Won");
  const [made] = noticesNow();
  expect(made?.number).toBe(pending?.number);
  expect(made).toMatchObject({ lastsMs: 8_000, actions: [{ label: "Undo" }] });
  expect(made?.isPending).toBeUndefined();
  expect(isAskedBeforeLeaving()).toBe(false);

  press("Undo");
  expect(shown()).toBe("Fresh");
  expect(titles()).toEqual(["Changing to Fresh…"]);
  const undo = await request(2);
  expect(undo.body).toEqual({
    status_id: fresh.id,
    expected_status_id: won.id,
    undo_of: "first",
  });
  undo.answer(...saved("second", won, fresh));
  await says("Status changed to Fresh");
  expect(noticesNow()[0]?.actions).toEqual([]);
});

test("a change on its way is taken back on the screen at once, on the server once it is made", async () => {
  changeStatus(queryClient, { lead, to: won });
  const { answer } = await request(1);
  press("Undo");
  expect(shown()).toBe("Fresh");
  expect(titles()).toEqual(["Changing to Fresh…"]);
  expect(requests).toHaveLength(1);
  answer(...saved("first", fresh, won));
  const undo = await request(2);
  expect(shown()).toBe("Fresh");
  expect(undo.body).toEqual({
    status_id: fresh.id,
    expected_status_id: won.id,
    undo_of: "first",
  });
  undo.answer(...saved("second", won, fresh));
  await says("Status changed to Fresh");
  expect(shown()).toBe("Fresh");
});

test("a change that is refused has nothing to take back", async () => {
  changeStatus(queryClient, { lead, to: won });
  const { answer } = await request(1);
  press("Undo");
  answer(429, {});
  await says();
  expect(shown()).toBe("Fresh");
  expect(requests).toHaveLength(1);
  expect(isAskedBeforeLeaving()).toBe(false);
});

test("a change whose answer is lost is taken back all the same: it may have been made", async () => {
  changeStatus(queryClient, { lead, to: won });
  const { cut } = await request(1);
  press("Undo");
  cut();
  const undo = await request(2);
  expect(undo.body).toEqual({ status_id: fresh.id, expected_status_id: won.id });
  undo.cut();
  await says("Couldn't change the status of Quill");

  // Tried again, it still takes back the change and no other.
  press("Try again");
  const again = await vi.waitFor(() => {
    const found = requests.slice(2).find(({ body }) => body !== undefined);
    if (!found) throw new Error("Not tried again yet");
    return found;
  }, WAIT);
  expect(again.body).toEqual(undo.body);
  again.answer(...unchanged(fresh));
  await says("Status changed to Fresh");
  expect(shown()).toBe("Fresh");
});

test("a second change before the first is answered: both are made, in order, and Undo takes back the second", async () => {
  changeStatus(queryClient, { lead, to: won });
  changeStatus(queryClient, { lead: { ...lead, status: won }, to: lost });
  expect(titles()).toEqual(["Changing to Lost…"]);
  const first = await request(1);
  expect(requests).toHaveLength(1);
  first.answer(...saved("first", fresh, won));
  const second = await request(2);
  expect(shown()).toBe("Lost");
  expect(second.body).toEqual({ status_id: lost.id, expected_status_id: won.id });
  second.answer(...saved("second", won, lost));
  await says("Status changed to Lost");
  press("Undo");
  expect((await request(3)).body).toEqual({
    status_id: won.id,
    expected_status_id: lost.id,
    undo_of: "second",
  });
});

test.each(["before", "after"])(
  "Undo %s the answer leads back to what the server had, where the change before failed",
  async (when) => {
    changeStatus(queryClient, { lead, to: won });
    changeStatus(queryClient, { lead: { ...lead, status: won }, to: lost });
    if (when === "before") press("Undo");
    (await request(1)).answer(429, {});
    const second = await request(2);
    expect(second.body).toEqual({ status_id: lost.id, expected_status_id: fresh.id });
    second.answer(...saved("second", fresh, lost));
    if (when === "after") {
      await says("Status changed to Lost");
      press("Undo");
      expect(shown()).toBe("Fresh");
    }
    const undo = await request(3);
    expect(undo.body).toMatchObject({ status_id: fresh.id, undo_of: "second" });
    undo.answer(...saved("third", lost, fresh));
    await says("Status changed to Fresh");
    expect(shown()).toBe("Fresh");
  },
);

test("changes of two leads are under way at once, each with its own Undo, the newest last", async () => {
  changeStatus(queryClient, { lead, to: won });
  changeStatus(queryClient, { lead: other, to: lost });
  expect(titles()).toEqual(["Changing to Won…", "Changing to Lost…"]);
  // Whichever is answered first, their order stays.
  const ofOther = await request(2);
  ofOther.answer(...saved("second", fresh, lost, other));
  await says("Changing to Won…", "Status changed to Lost");
  (await request(1)).answer(...saved("first", fresh, won));
  await says("Status changed to Won", "Status changed to Lost");
  press("Undo");
  expect([shown(), shown(other.id)]).toEqual(["Won", "Fresh"]);
});

test("a change that fails is rolled back, and another notice says so and offers it again", async () => {
  changeStatus(queryClient, { lead, to: won });
  const before = noticesNow()[0]?.number;
  (await request(1)).answer(429, {});
  await says("Couldn't change the status of Quill");
  expect(shown()).toBe("Fresh");
  const [failure] = noticesNow();
  expect(failure).toMatchObject({ kind: "problem", actions: [{ label: "Try again" }] });
  expect(failure?.number).not.toBe(before);

  press("Try again");
  expect(titles()).toEqual(["Changing to Won…"]);
  (await request(2)).answer(...saved("first", fresh, won));
  await says("Status changed to Won");
});

test("whether a change was made whose answer is lost is looked up", async () => {
  changeStatus(queryClient, { lead, to: won });
  (await request(1)).cut();
  await says("Couldn't change the status of Quill");
  const lookUp = await request(2);
  expect(lookUp.path).toBe("/api/dashboard/leads/lead");
  const counts = { notes: 0, appointments: 0, contracts: 0, payments: 0, opt_ins: 0 };
  const details = { billing_details: null, ai_source_summary: null, counts };
  lookUp.answer(200, { data: { ...lead, ...details, status: won } });
  await says("Status changed to Won");
  expect(shown()).toBe("Won");
  expect(noticesNow()[0]?.actions).toEqual([]);
});

test("whoever was quicker is asked about, and not overwritten by Undo", async () => {
  changeStatus(queryClient, { lead, to: won });
  (await request(1)).answer(...conflict(lost));
  await says("Ben changed the status of Quill to Lost");
  expect(shown()).toBe("Lost");
  press("Set to Won");
  const second = await request(2);
  expect(second.body).toEqual({ status_id: won.id, expected_status_id: lost.id });
  press("Undo");
  second.answer(...saved("second", lost, won));
  (await request(3)).answer(...conflict(fresh));
  await says("Couldn't undo: Ben has changed the status of Quill since");
  expect(shown()).toBe("Fresh");
});

test("what someone else has set to the same is not taken back", async () => {
  changeStatus(queryClient, { lead, to: won });
  (await request(1)).answer(...unchanged(won));
  await says("Status changed to Won");
  expect(noticesNow()[0]?.actions).toEqual([]);

  changeStatus(queryClient, { lead: { ...lead, status: won }, to: lost });
  const { answer } = await request(2);
  press("Undo");
  answer(...unchanged(lost));
  await says("Couldn't undo: Someone else has changed the status of Quill since");
  expect(shown()).toBe("Lost");
  expect(requests).toHaveLength(2);
});

test("a change after the session's end is kept for its person, unless it was taken back", async () => {
  isShown("ada");
  changeStatus(queryClient, { lead, to: won });
  changeStatus(queryClient, { lead: other, to: lost });
  press("Undo");
  for (const { answer } of [await request(1), await request(2)]) answer(401, {});
  await says();
  expect([shown(), shown(other.id)]).toEqual(["Fresh", "Fresh"]);
  expect(unsavedOf("ada")).toEqual([{ lead: lead.id, status: won.id }]);
});

test("nothing is said of a change once its person has gone", async () => {
  changeStatus(queryClient, { lead, to: won });
  const { answer } = await request(1);
  resetPerson();
  expect(titles()).toEqual([]);
  answer(...saved("first", fresh, won));
  await vi.waitFor(
    () => expect(queryClient.getMutationCache().getAll()[0]?.state.status).toBe("success"),
    WAIT,
  );
  expect(titles()).toEqual([]);
});
