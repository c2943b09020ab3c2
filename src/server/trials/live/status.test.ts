import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { changeLeadStatus, StatusConflict } from "#api/contract/leads/lead-history.ts";
import { getLead, type Lead, updateLeadStatus } from "#api/contract/leads/leads.ts";
import { fails } from "#api/test-upstream.ts";
import { removeLead } from "#server/store/mirrored/removal/gone.ts";
import { activityOf, failureOf, untilScanned, withLive } from "./test-live.ts";
import { after, heldBy, instead } from "./test-proxy.ts";

const live = withLive({ leads: 60 });

/** Status changes that were sent to Hermon for this lead. */
const patches = ({ id }: Lead) =>
  live().hermon.proxy.requests.filter(
    ({ method, path }) => method === "PATCH" && path.includes(id),
  );

const statusOf = async (api: Client, { id }: Lead) =>
  (await api.call(getLead, { params: { id } })).status.id;

test("a change goes to Hermon, once, and Activity names the person", async () => {
  const { hermon, ada, sender } = live();
  const lead = await hermon.leadAt(0);
  const status_id = await hermon.otherStatus(lead);
  const body = { status_id, expected_status_id: lead.status.id };
  const changed = await ada.call(changeLeadStatus, { params: { id: lead.id }, body });
  expect(changed).toMatchObject({
    lead: { id: lead.id, status: { id: status_id } },
    change: { by: { kind: "person", name: "Ada" }, from: { id: lead.status.id }, not_before: null },
  });
  expect(patches(lead)).toMatchObject([{ body: JSON.stringify({ status_id }) }]);
  const params = { id: lead.id };
  const there = await hermon.api.call(getLead, { params });
  expect(there.status.id).toBe(status_id);
  expect(await sender.call(getLead, { params })).toStrictEqual(there);
  await untilScanned(ada);
  const ours = { kind: "person", name: "Ada", from: lead.status.id, to: status_id };
  expect(await activityOf(ada, lead.id)).toEqual([ours]);

  const undo_of = changed.change?.id;
  const back = { status_id: lead.status.id, undo_of };
  await ada.call(changeLeadStatus, { params, body: back });
  expect(await statusOf(hermon.api, lead)).toBe(lead.status.id);
});

test("a change by a key of the mirror's is the key's", async () => {
  const { hermon, ada, sender } = live();
  const lead = await hermon.leadAt(1);
  const status_id = await hermon.otherStatus(lead);
  await sender.call(updateLeadStatus, { params: { id: lead.id }, body: { status_id } });
  expect(await statusOf(hermon.api, lead)).toBe(status_id);
  expect(await activityOf(ada, lead.id)).toMatchObject([{ kind: "key", name: "A form" }]);
});

test("what was changed in Hermon meanwhile is shown, and not overwritten", async () => {
  const { hermon, ada } = live();
  const lead = await hermon.leadAt(2);
  const params = { id: lead.id };
  const theirs = await hermon.otherStatus(lead, 0);
  const ours = await hermon.otherStatus(lead, 1);
  await hermon.api.call(updateLeadStatus, { params, body: { status_id: theirs } });
  const body = { status_id: ours, expected_status_id: lead.status.id };
  const { status, details } = await failureOf(ada.call(changeLeadStatus, { params, body }));
  expect(status).toBe(409);
  expect(StatusConflict.parse(details)).toMatchObject({
    lead: { id: lead.id, status: { id: theirs } },
    latest_change: { by: { kind: "hermon", name: "Hermon" }, to: { id: theirs } },
  });
  expect(patches(lead)).toEqual([]);
  expect(await statusOf(hermon.api, lead)).toBe(theirs);
});

test("of two people at one lead the second is shown what the first has done", async () => {
  const { hermon, ada, person } = live();
  const ben = await person("Ben");
  const lead = await hermon.leadAt(3);
  const wishes = [ada, ben].map(async (who, which) => {
    const status_id = await hermon.otherStatus(lead, which);
    const body = { status_id, expected_status_id: lead.status.id };
    return who.call(changeLeadStatus, { params: { id: lead.id }, body });
  });
  const results = await Promise.allSettled(wishes);
  const won = results.find((result) => result.status === "fulfilled");
  const lost = results.find((result) => result.status === "rejected");
  const { status, details } = await failureOf(Promise.reject(lost?.reason));
  expect(status).toBe(409);
  expect(StatusConflict.parse(details).latest_change).toEqual(won?.value.change);
  expect(patches(lead)).toHaveLength(1);
  expect(await activityOf(ada, lead.id)).toHaveLength(1);
});

test("a lead that Hermon no longer has is gone here, too", async () => {
  const { hermon, ada, sender } = live();
  const lead = await hermon.leadAt(4);
  const params = { id: lead.id };
  const status_id = await hermon.otherStatus(lead);
  await removeLead(hermon.store, lead.id);
  const failure = await failureOf(ada.call(changeLeadStatus, { params, body: { status_id } }));
  expect(failure.status).toBe(404);
  expect((await failureOf(sender.call(getLead, { params }))).status).toBe(404);
});

test("a status that Hermon doesn't know changes nothing", async () => {
  const { hermon, ada, sender } = live();
  const lead = await hermon.leadAt(5);
  const params = { id: lead.id };
  const failures = [
    ada.call(changeLeadStatus, { params, body: { status_id: randomUUID() } }),
    sender.call(updateLeadStatus, { params, body: { status_id: randomUUID() } }),
  ].map(failureOf);
  for (const failure of failures) expect((await failure).status).toBe(404);
  expect(patches(lead)).toEqual([]);

  // One that was here still, and isn't there any more.
  hermon.proxy.rule = ({ method }) => (method === "PATCH" ? instead(fails(404)) : undefined);
  const body = { status_id: await hermon.otherStatus(lead) };
  expect((await failureOf(ada.call(changeLeadStatus, { params, body }))).status).toBe(404);
  hermon.proxy.rule = () => undefined;
  expect(patches(lead)).toHaveLength(1);
  expect(await statusOf(sender, lead)).toBe(lead.status.id);
  await untilScanned(ada);
  expect(await activityOf(ada, lead.id)).toEqual([]);
});

test("a status that is new in Hermon can be given at once", async () => {
  const { hermon, ada } = live();
  const lead = await hermon.leadAt(6);
  const id = randomUUID();
  const look = { description: null, text_color: "#111111", bg_color: "#eeeeee" };
  const status = { id, name: "Called twice", role: "FOLLOW_UP", type: "LEAD", ...look };
  await hermon.store.db.insertInto("statuses").values(status).execute();
  const body = { status_id: id };
  const changed = await ada.call(changeLeadStatus, { params: { id: lead.id }, body });
  expect(changed.lead.status).toMatchObject({ id, name: "Called twice" });
  expect(await statusOf(hermon.api, lead)).toBe(id);
});

test("a list that was read before a change, and arrives after it, takes nobody back in time", async () => {
  const { hermon, ada, sender } = live();
  const lead = await hermon.leadAt(8);
  const params = { id: lead.id };
  const gate = Promise.withResolvers<void>();
  const { promise: isRead, resolve: reads } = Promise.withResolvers<void>();
  hermon.proxy.rule = ({ method, path }) => {
    if (method === "PATCH") return after(() => isRead);
    if (patches(lead).length === 0) return undefined;
    // What would mend it at once is kept away, too.
    if (path.endsWith(lead.id)) return instead(fails(500));
    return path.startsWith("/api/external/leads?") ? heldBy(gate.promise, reads) : undefined;
  };
  const body = { status_id: await hermon.otherStatus(lead) };
  await ada.call(changeLeadStatus, { params, body });
  gate.resolve();
  await untilScanned(ada);
  hermon.proxy.rule = () => undefined;
  expect(await statusOf(sender, lead)).toBe(body.status_id);
  expect(await activityOf(ada, lead.id)).toMatchObject([{ name: "Ada" }]);
});

test("a status change that is refused for too many requests is sent again: it wasn't done", async () => {
  const { hermon, ada } = live();
  const lead = await hermon.leadAt(7);
  let isRefused = false;
  hermon.proxy.rule = ({ method }) => {
    if (method !== "PATCH" || isRefused) return undefined;
    isRefused = true;
    return instead(fails(429, { "retry-after": "1" }));
  };
  const body = { status_id: await hermon.otherStatus(lead) };
  await ada.call(changeLeadStatus, { params: { id: lead.id }, body });
  expect(isRefused).toBe(true);
  expect(await statusOf(hermon.api, lead)).toBe(body.status_id);
  expect(await activityOf(ada, lead.id)).toMatchObject([{ name: "Ada" }]);
});
