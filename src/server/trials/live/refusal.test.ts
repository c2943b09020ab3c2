import { inspect } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { changeLeadStatus, getFreshLead } from "#api/contract/leads/lead-history.ts";
import { getLeadView, listLeadsView } from "#api/contract/leads/lead-views.ts";
import { updateLeadStatus } from "#api/contract/leads/leads.ts";
import { getConnection, getSync, syncNow } from "#api/contract/sync.ts";
import { answers, fails, reset, startTestUpstream } from "#api/test-upstream.ts";
import { hashApiKey, addApiKey } from "#server/accounts/api-keys.ts";
import { connectionOf, type Live, openLive, until, untilScanned, untilWhole } from "./test-live.ts";
import { instead } from "./test-proxy.ts";
import { OPERATOR } from "#server/store/test-store.ts";

/** More than one poll: whoever asked again by itself would have done so. */
const A_WHILE = 1_200;

const REFUSED = { status: 503, answered: "Hermon doesn't accept the API key of this dashboard" };

const isRefused = ({ ada }: Live) =>
  until(async () => (await ada.call(getSync)).phase === "refused");

test("a wrong key is sent twice, and again when someone asks for it, until Hermon takes it", async () => {
  const key = "sk_live_not_this_one";
  const begun = Date.now();
  const live = await openLive({ leads: 10, key });
  const { hermon, ada } = live;
  await isRefused(live);
  await sleep(A_WHILE);
  expect(hermon.proxy.requests).toHaveLength(2);
  const { next_try_at } = await ada.call(getSync);
  expect(Date.parse(next_try_at ?? "")).toBeGreaterThanOrEqual(begun + 60_000);

  const { id } = await hermon.leadAt(0);
  const body = { status_id: (await hermon.leadAt(1)).status.id };
  await expect(ada.call(changeLeadStatus, { params: { id }, body })).rejects.toMatchObject(REFUSED);
  expect(hermon.proxy.requests).toHaveLength(2);

  await ada.call(syncNow);
  await until(() => hermon.proxy.requests.length > 2);
  await isRefused(live);
  await sleep(A_WHILE);
  expect(hermon.proxy.requests).toHaveLength(3);

  const hash = hashApiKey(key);
  await addApiKey(hermon.store, { name: "The mirror", hash, last4: key.slice(-4) }, OPERATOR);
  await ada.call(syncNow);
  await untilWhole(ada);
  expect((await connectionOf(ada)).leads).toEqual({ here: 10, there: 10 });
});

test("a key that is taken away stops everything but reading, and given back, all goes on", async () => {
  const live = await openLive({ leads: 10 });
  const { hermon, ada } = live;
  await untilWhole(ada);
  hermon.proxy.rule = () => instead(fails(403));
  await isRefused(live);
  await until(() => performance.now() - (hermon.proxy.requests.at(-1)?.at ?? 0) > 500);
  const sent = hermon.proxy.requests.length;
  await sleep(A_WHILE);
  const { id } = await hermon.leadAt(0);
  await expect(ada.call(getFreshLead, { params: { id } })).rejects.toMatchObject(REFUSED);
  expect(hermon.proxy.requests).toHaveLength(sent);
  expect(await ada.call(getLeadView, { params: { id } })).toMatchObject({ id });
  expect((await ada.call(listLeadsView)).pagination.total).toBe(10);

  hermon.proxy.rule = () => undefined;
  await untilScanned(ada);
  expect((await ada.call(getSync)).phase).toBe("current");
});

test("redirects are not followed: no other host sees the key", async () => {
  const { hermon, ada, sender } = await openLive({ leads: 10 });
  await untilWhole(ada);
  const other = await startTestUpstream();
  onTestFinished(() => other.close());
  other.behaviours = [answers(200, { status: "success", message: "", data: [] })];
  const lead = await hermon.leadAt(0);
  const body = { status_id: await hermon.otherStatus(lead) };
  for (const status of [301, 302, 303, 307, 308]) {
    hermon.proxy.rule = (passer) => {
      const isOurs = passer.method === "PATCH" || status === 308;
      const redirect = answers(status, "", { location: other.url + passer.path });
      return isOurs ? instead(redirect) : undefined;
    };
    const params = { id: lead.id };
    const change = sender.call(updateLeadStatus, { params, body });
    await expect(change).rejects.toMatchObject({ status: 503 });
  }
  await until(async () => (await ada.call(getSync)).phase === "unreachable");
  expect(other.requests).toEqual([]);
});

test("the key and the people behind the leads are in no log line and no failure, the key in no answer", async () => {
  const live = await openLive({ leads: 20 });
  const { hermon, ada, sender, key } = { ...live, key: live.hermon.key };
  await untilWhole(ada);
  const lead = await hermon.leadAt(0);
  const params = { id: lead.id };
  const body = { status_id: await hermon.otherStatus(lead) };
  const seen: unknown[] = [];
  for (const fault of [fails(500), fails(429), reset, answers(200, "<html>"), fails(401)]) {
    await until(async () => (await ada.call(getSync)).phase === "current");
    hermon.proxy.rule = ({ path }) => (path.includes(lead.id) ? instead(fault) : undefined);
    seen.push(
      await ada.call(changeLeadStatus, { params, body }).catch((error: unknown) => error),
      await sender.call(updateLeadStatus, { params, body }).catch((error: unknown) => error),
      await ada.call(getConnection),
      await ada.call(getSync),
    );
  }
  hermon.proxy.rule = () => instead(fails(401));
  await isRefused(live);
  const shown = seen.map((one) => inspect(one, { depth: 20, showHidden: true, getters: true }));
  expect(shown.join("\n")).toContain("HTTP 503");
  expect(shown.join("\n")).not.toContain(key);
  expect((await connectionOf(ada)).key_last4).toBe(key.slice(-4));

  expect(live.log()).toContain('"status":503');
  expect(live.log()).not.toContain(key);
  expect(live.log()).not.toContain("@example.com");
  expect(live.log()).not.toContain(lead.email);
  const facts = await live.store.db.selectFrom("facts").selectAll().execute();
  expect(inspect(facts)).not.toContain(key);
});
