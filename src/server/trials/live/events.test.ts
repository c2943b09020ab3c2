import { expect, test } from "vitest";
import { LeadsChange } from "#api/contract/events.ts";
import { changeLeadStatus, listLeadOptIns } from "#api/contract/leads/lead-history.ts";
import { getLeadView } from "#api/contract/leads/lead-views.ts";
import { getLead, listLeads } from "#api/contract/leads/leads.ts";
import { listOptInsView } from "#api/contract/opt-ins/opt-in-views.ts";
import { getOptIn, listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { readLead } from "#server/mirror/rows/read-lead.ts";
import { valueOf } from "#server/mirror/rows/test-rows.ts";
import { removeLead, removeOptIn } from "#server/store/mirrored/removal/gone.ts";
import { storeLeads } from "#server/store/mirrored/rows/leads.ts";
import { present } from "#server/test-server.ts";
import { listenAt } from "#server/http/events/test-events.ts";
import { connectionOf, until, withLive } from "./test-live.ts";
import { altered } from "./test-proxy.ts";

/** What open pages are told of what others did in Hermon, over a real stream. */

const live = withLive({ leads: 30 });

/** Gathers what somebody's stream says of leads from now on. */
async function listening(name: string) {
  const { url, session, hermon, ada } = live();
  const stream = await listenAt(Number(new URL(url).port), await session(name));
  const all = () => stream.of("leads").map(({ content }) => LeadsChange.parse(content));
  const last = await hermon.leadAt(29);
  const body = { status_id: await hermon.otherStatus(last) };
  await ada.call(changeLeadStatus, { params: { id: last.id }, body });
  // What came before is told by then.
  await until(() => all().some(({ leads }) => leads.some(({ id }) => id === last.id)));
  const before = all().length;
  const told = () => all().slice(before);
  return {
    optInsOf: (id: string) =>
      told().filter(({ details, opt_ins }) => opt_ins && details.includes(id)),
    gone: (id: string) => told().some(({ gone }) => gone.includes(id)),
    others: () => told().filter(({ others }) => others),
    statuses: () => told().filter(({ statuses }) => statuses),
    close: stream.close,
  };
}

/** The id of a lead with opt-ins, and those of its opt-ins. */
async function withOptIns(place: number) {
  const { api } = live().hermon;
  const { data } = await api.call(listOptIns, { query: { limit: 100 } });
  const lead = present([...new Set(data.map(({ lead_id }) => lead_id))][place]);
  const optIns = data.filter(({ lead_id }) => lead_id === lead);
  return { lead, optIns: optIns.map(({ id }) => id) };
}

test("an opt-in that is removed in Hermon is told, by whoever it is found out", async () => {
  const { hermon, ada, sender } = live();
  const ben = await listening("Ben");
  const { lead, optIns } = await withOptIns(0);
  const params = { id: lead };
  await hermon.store.write(async (tx) => {
    const counted = { opt_ins: optIns.length - 1 };
    await tx.updateTable("leads").set(counted).where("id", "=", lead).execute();
  });
  await removeOptIn(hermon.store, present(optIns[0]));
  await until(() => ben.optInsOf(lead).length > 0);
  const { data: left } = await ada.call(listLeadOptIns, { params });
  expect(left.map(({ id }) => id).toSorted()).toEqual(optIns.slice(1).toSorted());
  // How many it has follows.
  await until(async () => {
    const { counts } = await ada.call(getLeadView, { params });
    return counts.opt_ins === optIns.length - 1;
  });
  // A key that asks for one finds out as well; whether its answers are here makes no difference.
  const other = await withOptIns(1);
  const id = present(other.optIns[0]);
  await live().store.write(async (tx) => {
    await tx.updateTable("opt_ins").set({ lacks_details: 1 }).where("id", "=", id).execute();
  });
  await removeOptIn(hermon.store, id);
  await sender.call(getOptIn, { params: { id } }).catch(() => undefined);
  await until(() => ben.optInsOf(other.lead).length > 0);
  ben.close();
});

test("an opt-in that Hermon has taken is told, and listed before its details are read", async () => {
  const { hermon, ada } = live();
  const ben = await listening("Ben");
  const { id: lead, email, first_name } = await hermon.leadAt(10);
  const body = { email, first_name, source: "WEBINAR" } as const;
  const { opt_in_id } = await hermon.api.call(submitOptIn, { body });
  await until(() => ben.optInsOf(lead).length > 0);
  const { data } = await ada.call(listOptInsView);
  expect(data[0]).toMatchObject({ id: opt_in_id, lead_id: lead, lead: { first_name, email } });
  ben.close();
});

test("a lead that goes and comes back is told both times", async () => {
  const { hermon, ada } = live();
  const ben = await listening("Ben");
  const { id } = await hermon.leadAt(20);
  const row = await hermon.api.call(getLead, { params: { id } });
  await removeLead(hermon.store, id);
  await until(() => ben.gone(id));
  const before = ben.others().length;
  const reading = { sentAt: Date.now(), seenAt: () => undefined };
  await hermon.store.write((tx) => storeLeads(tx, [valueOf(readLead(row))], reading));
  await until(() => ben.others().length > before);
  const { total } = (await hermon.api.call(listLeads)).pagination;
  await until(async () => (await connectionOf(ada)).leads.here === total);
  expect(await ada.call(getLeadView, { params: { id } })).not.toHaveProperty("gone_at");
  ben.close();
});

test("statuses are told when they change, also one that only leads have", async () => {
  const { hermon, ada } = live();
  const ben = await listening("Ben");
  const { status, id } = await hermon.leadAt(3);
  const rename = (name: string) =>
    hermon.store.write((tx) =>
      tx.updateTable("statuses").set({ name }).where("id", "=", status.id).execute(),
    );
  const isCalled = async (name: string) =>
    (await ada.call(getLeadView, { params: { id } })).status.name === name;
  await rename("Listed");
  await until(() => ben.statuses().length > 0);
  expect(await isCalled("Listed")).toBe(true);

  hermon.proxy.rule = ({ path }) =>
    path.endsWith("/statuses")
      ? altered((text) => {
          const { data, ...rest } = listStatuses.answer.parse(JSON.parse(text));
          return { ...rest, data: data.filter((one) => one.id !== status.id) };
        })
      : undefined;
  const listed = ben.statuses().length;
  await until(() => ben.statuses().length > listed);
  const before = ben.statuses().length;
  await rename("Unlisted");
  await until(() => ben.statuses().length > before);
  await until(() => isCalled("Unlisted"));
  hermon.proxy.rule = () => undefined;
  ben.close();
});
