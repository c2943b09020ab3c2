import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { getLead, listLeads, updateLeadStatus } from "#api/contract/leads/leads.ts";
import { listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { Submission } from "#api/contract/opt-ins/submission.ts";
import { answers, fails, reset } from "#api/test-upstream.ts";
import { readLead } from "#server/store/leads/leads.ts";
import { readOptIn } from "#server/store/opt-ins/opt-ins.ts";
import { until } from "../live/test-live.ts";
import { answeredBy, instead, type Passer, passOn, type Treatment } from "../live/test-proxy.ts";
import { shared } from "../test-shared.ts";
import { changeBy, changersOf, failureOf, openServers } from "./test-servers.ts";

/** A server that doesn't ask Hermon says the same as the one that does. */

const started = shared(async () => {
  const servers = await openServers();
  const asking = await servers.start();
  const other = await servers.start();
  await until(() => other.mirror.state().phase === "current");
  return { ...servers, asking, other };
});

/** What is done to requests of one kind that are about one lead, and nothing to others. */
function treat(is: (passer: Passer) => boolean, treatment: Treatment) {
  started().hermon.proxy.rule = (passer) => (is(passer) ? treatment : undefined);
}

const isPatch = ({ method }: Passer) => method === "PATCH";
const isSubmit = ({ path }: Passer) => path === "/api/opt-in/submit";

const rejected = answers(422, { status: "error", message: "No such status" });

test.each<[string, Treatment, place: number]>([
  ["made", passOn, 0],
  ["made, its answer lost", answeredBy(reset), 2],
  ["not made, its answer lost", instead(reset), 4],
  ["rejected", instead(rejected), 6],
  ["not allowed", instead(fails(403)), 8],
])("a status change is %s", async (_, treatment, place) => {
  const { hermon, asking, other } = started();
  treat(isPatch, treatment);
  const told = await changeBy(asking, hermon, place);
  expect(await changeBy(other, hermon, place + 1)).toEqual(told);
  const [one, another] = [await hermon.leadAt(place), await hermon.leadAt(place + 1)];
  expect(await changersOf(other, another.id)).toEqual(await changersOf(other, one.id));
  expect(await changersOf(other, one.id)).toEqual(told === "changed" ? ["Ada"] : []);
  treat(isPatch, passOn);
});

test("who changes what someone else has changed meanwhile is shown that", async () => {
  const { hermon, asking, other } = started();
  const lead = await hermon.leadAt(10);
  const [theirs, ours] = [await hermon.otherStatus(lead, 0), await hermon.otherStatus(lead, 1)];
  const params = { id: lead.id };
  await hermon.api.call(updateLeadStatus, { params, body: { status_id: theirs } });
  const request = { leadId: lead.id, statusId: ours, expectedStatusId: lead.status.id };
  const actor = { kind: "person", id: "1", name: "Ada" } as const;
  const [first, second] = await Promise.all(
    [asking, other].map(({ mirror }) => mirror.record.changeStatus({ ...request, actor })),
  );
  expect(second).toEqual(first);
  expect(second).toMatchObject({
    outcome: "conflict",
    lead: { id: lead.id, status: { id: theirs } },
    latestChange: { by: { name: "Hermon" } },
  });
  const nowhere = { ...request, leadId: crypto.randomUUID(), actor };
  expect(await other.mirror.record.changeStatus(nowhere)).toEqual({ outcome: "unknown-lead" });
});

const submission = (email: string) =>
  Submission.parse({ email, first_name: "Ivy", source: "TYPEFORM", external_reference: email });

test("a submission is recorded once, and is here when its sender is told", async () => {
  const { hermon, asking, other } = started();
  const { api } = hermon;
  const body = submission("ivy@example.com");
  const submitted = await other.mirror.record.submitOptIn(body);
  expect(submitted.is_new_lead).toBe(true);
  expect(await readOptIn(other.store, submitted.opt_in_id)).toMatchObject({
    external_reference: "ivy@example.com",
  });
  const again = await asking.mirror.record.submitOptIn(body);
  expect(again).toEqual({ ...submitted, is_new_lead: false });
  const query = { lead_id: submitted.lead_id };
  expect((await api.call(listOptIns, { query })).pagination.total).toBe(1);
});

test("a submission that Hermon finds fault with is refused with Hermon's words", async () => {
  const { other } = started();
  treat(isSubmit, instead(answers(400, { status: "error", message: "Not like this" })));
  const body = submission("jo@example.com");
  const failure = await other.mirror.record.submitOptIn(body).catch(failureOf);
  expect(failure).toMatchObject({ kind: "rejected", message: "Not like this" });
  treat(isSubmit, passOn);
});

test("a lead that someone opens is read again", async () => {
  const { hermon, other } = started();
  const lead = await hermon.leadAt(12);
  const params = { id: lead.id };
  const status_id = await hermon.otherStatus(lead);
  await hermon.api.call(updateLeadStatus, { params, body: { status_id } });
  expect((await readLead(other.store, lead.id))?.status.id).toBe(lead.status.id);
  await other.mirror.record.refreshLead(lead.id, "person");
  expect(await readLead(other.store, lead.id)).toEqual(await hermon.api.call(getLead, { params }));
});

test("every server shows the same state, and has everything read again", async () => {
  const { hermon: upstream, asking, other } = started();
  const { proxy } = upstream;
  const asked = proxy.requests.length;
  other.mirror.syncNow();
  await until(() => proxy.requests.slice(asked).some(({ path }) => /\/leads\?/.test(path)));
  await until(() => isDeepStrictEqual(other.mirror.state(), asking.mirror.state()));
  const { total } = (await upstream.api.call(listLeads)).pagination;
  const leads = { here: total, there: total };
  await until(async () =>
    isDeepStrictEqual((await other.mirror.connection()).hermon?.leads, leads),
  );
  expect(other.proxy.requests).toEqual([]);
  // What was asked is gone with its answer.
  const { db } = other.store;
  await until(
    async () => (await db.selectFrom("mirror_calls").select("id").execute()).length === 0,
  );
});
