import { expect, test } from "vitest";
import { updateLeadStatus } from "#api/contract/leads/leads.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { chores } from "#server/admin/chores.ts";
import { setFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";
import { openAuth } from "#server/accounts/better-auth.ts";
import { parseSettings } from "#server/boot/settings.ts";
import { refuses } from "./test-faults.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId, madeLead, statusId } from "./test-rows.ts";
import {
  allLeads,
  allOptIns,
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  isEqual,
  mirrorOf,
  type TestMirror,
} from "./test-mirror.ts";

/** The key of another workspace on the database of this one: nothing of the two is mixed. */

const size = { leads: 130, optIns: 40 };

const hermonOf = async (rows = size) => endsWithTest(await startTestHermon(rows));

/** The same rows with other ids: what another workspace has. */
const renamed = (rows: readonly unknown[]): unknown[] =>
  rows.map((row): unknown => {
    const text = JSON.stringify(row);
    return JSON.parse(text.replaceAll(/"([123])0000000-0000-4000/g, '"$10000000-aaaa-4000'));
  });

async function otherHermon({ leads = true } = {}): Promise<TestHermon> {
  const other = await hermonOf();
  other.statuses = renamed(other.statuses);
  other.leads = leads ? renamed(other.leads) : [];
  other.optIns = leads ? renamed(other.optIns) : [];
  return other;
}

/** A mirror that was stopped when it was whole, and what it mirrored. */
async function stopped(): Promise<{ store: Store; hermon: TestHermon }> {
  const hermon = await hermonOf();
  const first = await mirrorOf(hermon);
  await copied(first);
  await first.mirror.stop();
  return { store: first.store, hermon };
}

const isOther = ({ mirror }: TestMirror) =>
  comesTrue(() => expect(mirror.state().phase).toBe("other-workspace"));

const OTHER = {
  status: 503,
  answered: "The API key of this dashboard opens another Hermon workspace",
};

test.for([true, false])("it is told, and nothing is taken over (leads: %j)", async (leads) => {
  const { store, hermon } = await stopped();
  const other = await otherHermon({ leads });
  const second = await mirrorOf(other, { store });
  await isOther(second);
  second.mirror.syncNow();
  const request = { params: { id: leadId(3) }, body: { status_id: statusId(4) } };
  await expect(second.api.call(updateLeadStatus, request)).rejects.toMatchObject(OTHER);
  const body = { email: "a@example.com", first_name: "A", source: "OTHER" } as const;
  await expect(second.api.call(submitOptIn, { body })).rejects.toMatchObject(OTHER);
  for (const n of [3, 4, 5]) {
    const opened = second.mirror.record.refreshLead(leadId(n), "person");
    await expect(opened).rejects.toMatchObject({ kind: "other-workspace" });
  }
  await isEqual(second, hermon);
  expect(other.asked.filter(({ what }) => !what.startsWith("GET"))).toEqual([]);
  expect(second.logged.join("\n")).toMatch(/HERMON_API_KEY opens another workspace/);
  await second.mirror.stop();

  // With its own key again all goes on.
  hermon.changeStatus(hermon.leads.find(isRow) ?? {}, hermon.statuses[4]);
  const third = await mirrorOf(hermon, { store });
  await becomesEqual(third, hermon);
  expect(third.mirror.state().phase).toBe("current");
});

test("also when a first copy was stopped in the middle, and while the mirror runs", async () => {
  const hermon = await hermonOf({ leads: 330, optIns: 0 });
  // None of the later ones either: their leads would be here, too, before this one's.
  hermon.fault = ({ url = "" }) => (/\/leads\?page=[3-9]/.test(url) ? refuses(500) : undefined);
  const first = await mirrorOf(hermon);
  await comesTrue(async () => expect((await allLeads(first)).size).toBe(200));
  await first.mirror.stop();
  const other = await otherHermon();
  const second = await mirrorOf(other, { store: first.store });
  await isOther(second);
  expect((await allLeads(second)).size).toBe(200);
  await second.mirror.stop();

  hermon.fault = () => undefined;
  const third = await mirrorOf(hermon, { store: first.store });
  await becomesEqual(third, hermon);
  [hermon.leads, hermon.optIns, hermon.statuses] = [other.leads, other.optIns, other.statuses];
  await isOther(third);
  expect((await allLeads(third)).size).toBe(330);
});

test("another key, other leads or other statuses are the same workspace still", async () => {
  const { store, hermon } = await stopped();
  const statuses = hermon.statuses.filter(isRow);
  hermon.leads = Array.from({ length: 130 }, (_, n) => madeLead(1_000 + n, statuses));
  hermon.optIns = [];
  const second = await mirrorOf(hermon, { store });
  await becomesEqual(second, hermon, 40);
  await second.mirror.stop();

  hermon.statuses = renamed(statuses);
  const third = await mirrorOf(hermon, { store });
  await becomesEqual(third, hermon);
  await comesTrue(() => expect(third.mirror.state().phase).toBe("current"));
  await third.mirror.stop();

  hermon.fault = ({ url }) => (url?.includes("/statuses") ? refuses(403) : undefined);
  hermon.changeStatus(hermon.leads.find(isRow) ?? {}, statuses[3]);
  await becomesEqual(await mirrorOf(hermon, { store }), hermon);
});

test("one starts over by emptying the mirror, also while it runs", async () => {
  const { store, hermon } = await stopped();
  await setFact(store.db, "mode", "live");
  const settings = parseSettings({});
  const auth = openAuth(store, { secret: "a secret for tests".repeat(3), secureCookies: false });
  const reset = async (...args: string[]) =>
    chores.get("mirror reset")?.(args)({ store, auth, settings });
  await expect(reset()).rejects.toThrow(/^This takes 130 leads and 40 opt-ins out .* --yes$/);
  expect(await reset("--yes")).toMatch(/^130 leads and 40 opt-ins are taken out\./);
  const other = await otherHermon();
  const second = await mirrorOf(other, { store });
  await copied(second);
  await becomesEqual(second, other);
  expect((await allOptIns(second)).size).toBe(40);
  await second.mirror.stop();

  const third = await mirrorOf(hermon, { store });
  await isOther(third);
  await reset("--yes");
  await comesTrue(async () => {
    third.mirror.syncNow();
    await isEqual(third, hermon);
    expect(third.mirror.state()).toMatchObject({ phase: "current", copied: null });
  });
  await setFact(store.db, "mode", "own");
  await expect(reset("--yes")).rejects.toThrow("DATABASE_URL names no mirror");
});
