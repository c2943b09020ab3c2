import { expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { changeLeadStatus, getFreshLead } from "#api/contract/leads/lead-history.ts";
import { getLeadView, listLeadsView } from "#api/contract/leads/lead-views.ts";
import { getLead, type Lead, updateLeadStatus } from "#api/contract/leads/leads.ts";
import { getSync } from "#api/contract/sync.ts";
import type { ApiError } from "#api/errors.ts";
import { answers, type Behaviour, cutOff, fails, reset, silence } from "#api/test-upstream.ts";
import { activityOf, failureOf, until, untilScanned, withLive } from "./test-live.ts";
import { answeredBy, instead, type Treatment } from "./test-proxy.ts";

/** Nobody who changes a status is told what isn't so, whatever becomes of Hermon's answer. */

const live = withLive({ leads: 60 });

const statusOf = async (api: Client, { id }: Lead) =>
  (await api.call(getLead, { params: { id } })).status.id;

const patches = ({ id }: Lead) =>
  live().hermon.proxy.requests.filter(
    ({ method, path }) => method === "PATCH" && path.includes(id),
  );

/** Lets Ada change a lead while PATCHes for it are treated so. */
async function changeAt(place: number, treatment: Treatment) {
  const { hermon, ada } = live();
  const lead = await hermon.leadAt(place);
  const before = hermon.proxy.rule;
  hermon.proxy.rule = (passer) =>
    passer.method === "PATCH" && passer.path.includes(lead.id) ? treatment : before(passer);
  const status_id = await hermon.otherStatus(lead);
  const body = { status_id, expected_status_id: lead.status.id };
  const change = ada.call(changeLeadStatus, { params: { id: lead.id }, body });
  return { lead, status_id, change };
}

/** What Ada is told of a change, and what became of it: there, here, and in Activity. */
async function outcomeOf({ lead, status_id, change }: Awaited<ReturnType<typeof changeAt>>) {
  const { hermon, ada, sender } = live();
  const told = await change.then(
    () => "changed",
    ({ status, answered }: ApiError) => `${status} ${answered}`,
  );
  return {
    told,
    sent: patches(lead).length,
    isThere: (await statusOf(hermon.api, lead)) === status_id,
    isHere: (await statusOf(sender, lead)) === status_id,
    by: (await activityOf(ada, lead.id)).map(({ kind, name }) => `${kind} ${name}`),
  };
}

const MADE = { told: "changed", sent: 1, isThere: true, isHere: true, by: ["person Ada"] };

const NOT_MADE = {
  told: "503 Hermon didn't confirm the change, and the lead still has its old status",
  sent: 1,
  isThere: false,
  isHere: false,
  by: [],
};

const html = answers(200, "<html></html>", { "content-type": "text/html" });
const LOSSES: readonly [string, Behaviour, place: number][] = [
  ["a reset", reset, 0],
  ["an answer cut off", cutOff, 1],
  ["a failure", fails(500), 2],
  ["a page of HTML", html, 3],
];

test.each(LOSSES)("%s after the change was made: it was made", async (_, loss, place) => {
  expect(await outcomeOf(await changeAt(place, answeredBy(loss)))).toEqual(MADE);
});

test.each(LOSSES)("%s before the change was made: nothing was changed", async (_, loss, place) => {
  expect(await outcomeOf(await changeAt(10 + place, instead(loss)))).toEqual(NOT_MADE);
});

test("silence: what came of the change is looked up, and a lead is shown as it was", async () => {
  const { hermon, ada } = live();
  const opened = await hermon.leadAt(22);
  const made = await changeAt(20, async ({ pass }) => void (await pass()));
  const notMade = await changeAt(21, instead(silence));
  const before = hermon.proxy.rule;
  hermon.proxy.rule = (passer) =>
    passer.path.endsWith(`/leads/${opened.id}`) ? instead(silence) : before(passer);
  const opening = ada.call(getFreshLead, { params: { id: opened.id } });
  const [one, other, failure] = await Promise.all([
    outcomeOf(made),
    outcomeOf(notMade),
    failureOf(opening),
  ]);
  expect(one).toEqual(MADE);
  expect(other).toEqual(NOT_MADE);
  expect(failure.status).toBe(503);
  hermon.proxy.rule = () => undefined;
});

test.each([
  ["after the change was made", 40, true],
  ["before the change was made", 41, false],
] as const)(
  "an answer lost %s, and a third status since: no key is told that it has its own",
  async (_, place, isMade) => {
    const { hermon, sender, ada } = live();
    const lead = await hermon.leadAt(place);
    const params = { id: lead.id };
    const third = { status_id: await hermon.otherStatus(lead, 1) };
    const someoneElse = () => hermon.api.call(updateLeadStatus, { params, body: third });
    hermon.proxy.rule = (passer) => {
      if (passer.method !== "PATCH" || !passer.path.includes(lead.id)) return undefined;
      return async (exchange) => {
        if (isMade) await exchange.pass();
        await someoneElse();
        await instead(reset)(exchange);
      };
    };
    const body = { status_id: await hermon.otherStatus(lead, 0) };
    await expect(sender.call(updateLeadStatus, { params, body })).rejects.toMatchObject({
      status: 409,
      answered: "The change wasn't confirmed, and the lead has another status now",
    });
    hermon.proxy.rule = () => undefined;
    expect(patches(lead)).toHaveLength(1);
    expect(await statusOf(sender, lead)).toBe(third.status_id);
    expect(await activityOf(ada, lead.id)).toMatchObject([{ kind: "hermon", to: third.status_id }]);
  },
);

test("neither an answer nor a look at the lead: nobody knows, until Hermon is back", async () => {
  const { hermon, ada } = live();
  const made = await changeAt(30, answeredBy(reset));
  const before = hermon.proxy.rule;
  hermon.proxy.rule = (passer) =>
    passer.method !== "PATCH" && patches(made.lead).length > 0 ? instead(reset) : before(passer);
  const failure = await failureOf(made.change);
  expect(failure.status).toBe(504);
  expect(failure.answered).toMatch(/isn't known whether the status was changed/);
  expect(await activityOf(ada, made.lead.id)).toEqual([]);
  expect(await statusOf(hermon.api, made.lead)).toBe(made.status_id);

  hermon.proxy.rule = () => undefined;
  await until(async () => (await activityOf(ada, made.lead.id)).length > 0);
  await untilScanned(ada);
  // Once more, which changes nothing: the lead has that status already.
  const params = { id: made.lead.id };
  const change = ada.call(changeLeadStatus, { params, body: { status_id: made.status_id } });
  expect(await outcomeOf({ ...made, change })).toEqual(MADE);
});

test("while Hermon is down a change says why it can't be made, and reading goes on", async () => {
  const { hermon, ada } = live();
  hermon.proxy.rule = () => instead(reset);
  await until(async () => (await ada.call(getSync)).phase === "unreachable");
  expect((await ada.call(getSync)).next_try_at).not.toBeNull();
  const lead = await hermon.leadAt(31);
  const begin = hermon.proxy.requests.length;
  const body = { status_id: await hermon.otherStatus(lead) };
  await expect(ada.call(changeLeadStatus, { params: { id: lead.id }, body })).rejects.toMatchObject(
    { status: 503, answered: "Hermon can't be reached right now" },
  );
  expect(hermon.proxy.requests.slice(begin).filter(({ method }) => method === "PATCH")).toEqual([]);
  expect((await ada.call(listLeadsView, { query: { limit: 100 } })).pagination.total).toBe(60);
  const params = { id: lead.id };
  expect((await ada.call(getLeadView, { params })).status.id).toBe(lead.status.id);
  hermon.proxy.rule = () => undefined;
  await until(async () => (await ada.call(getSync)).phase === "current");
  expect(await activityOf(ada, lead.id)).toEqual([]);
});
