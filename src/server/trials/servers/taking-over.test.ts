import { expect, test, type TestContext } from "vitest";
import { updateLeadStatus } from "#api/contract/leads/leads.ts";
import { fails } from "#api/test-upstream.ts";
import { doElsewhere } from "#server/store/test-store.ts";
import { readLead } from "#server/store/leads/leads.ts";
import { until } from "../live/test-live.ts";
import { heldBy, instead, type Passer, type TestProxy } from "../live/test-proxy.ts";
import { changeBy, changersOf, openServers, type Servers } from "./test-servers.ts";

/**
 * What becomes of the mirror when the server that asks Hermon stops, dies, freezes or is cut off. They
 * wait more than they work: those that count nothing by the second do it at the same time.
 */

async function openWith(
  { onTestFinished }: TestContext,
  options: Parameters<typeof openServers>[0],
): Promise<Servers> {
  const servers = await openServers(options);
  onTestFinished(() => servers.close());
  return servers;
}

const isPatch = ({ method }: Passer) => method === "PATCH";

test.concurrent("killed in the middle of changes, another goes on at once, and finds out what became of them", async (context) => {
  const { hermon, start, startApart } = await openWith(context, { leads: 20 });
  const apart = await startApart();
  const other = await start();
  await until(() => other.mirror.state().phase === "current");
  const gate = Promise.withResolvers<void>();
  const acted = Promise.withResolvers<void>();
  apart.proxy.rule = (passer) =>
    isPatch(passer) ? heldBy(gate.promise, acted.resolve) : undefined;
  const lead = await hermon.leadAt(0);
  const change = changeBy(other, hermon, 0);
  await acted.promise;
  apart.kill("SIGKILL");
  gate.resolve();
  expect(await change).toMatchObject({ kind: "unknown" });
  // Asked while no server asks Hermon, or by the next one already.
  expect(await changeBy(other, hermon, 1)).toBe("changed");
  await until(async () => (await changersOf(other, lead.id)).length > 0);
  expect(await changersOf(other, lead.id)).toEqual(["Ada"]);
  expect(hermon.proxy.requests.filter(isPatch)).toHaveLength(2);
});

test.concurrent("frozen, it sends and writes nothing more once another has taken over", async (context) => {
  const { hermon, start, startApart } = await openWith(context, {
    leads: 120,
    maxPerSecond: 6,
    leaseMs: 2_000,
    pollSeconds: 1,
  });
  const apart = await startApart();
  const other = await start();
  const lead = await hermon.leadAt(3);
  const params = { id: lead.id };
  const gate = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  // While many details of opt-ins wait for their turn.
  await until(() => apart.proxy.requests.some(({ path }) => /\/opt-ins\/[^/]+$/.test(path)));
  apart.proxy.rule = ({ path }) =>
    /\/leads\?(.*&)?page=1/.test(path) ? heldBy(gate.promise, held.resolve) : undefined;
  await held.promise;
  apart.kill("SIGSTOP");
  await until(() => other.proxy.requests.length > 0);
  const status_id = await hermon.otherStatus(lead);
  await hermon.api.call(updateLeadStatus, { params, body: { status_id } });
  await other.mirror.record.refreshLead(lead.id, "person");
  const sent = apart.proxy.requests.length;
  // What it was answered before is older than what is here.
  gate.resolve();
  apart.kill("SIGCONT");
  await until(() => apart.said().includes("This server has lost the right to ask Hermon"));
  apart.kill("SIGTERM");
  await apart.ended;
  expect(apart.proxy.requests).toHaveLength(sent);
  expect((await readLead(other.store, lead.id))?.status.id).toBe(status_id);
  expect(await other.store.db.selectFrom("status_changes").selectAll().execute()).toHaveLength(1);
});

/** The most that came in any second. */
function mostInASecond({ requests }: TestProxy): number {
  const times = requests.map(({ at }) => at);
  return Math.max(
    ...times.map((from) => times.filter((t) => t >= from && t < from + 1_000).length),
  );
}

test("Hermon never gets more than the budget, whoever stops or loses its connection", async (context) => {
  const { hermon, url, start } = await openWith(context, { leads: 120, maxPerSecond: 20 });
  const all = [await start(), await start(), await start()];
  const [first] = all;
  const asks = () => all.filter(({ logged }) => logged.join().includes("This server asks Hermon"));
  await until(() => hermon.proxy.requests.length > 25);
  await first?.stop();
  await until(() => asks().length > 1);
  const before = hermon.proxy.requests.length;
  await until(() => hermon.proxy.requests.length > before + 21);
  await doElsewhere(
    url,
    `select pg_terminate_backend(pid) from pg_locks, mirror_lease
     where locktype = 'advisory' and classid = 7411034 and objid = session::oid`,
  );
  const more = hermon.proxy.requests.length;
  await until(() => hermon.proxy.requests.length > more + 21);
  expect(mostInASecond(hermon.proxy)).toBeLessThanOrEqual(20);
  expect(all.filter(({ proxy }) => proxy.requests.length > 0).length).toBeGreaterThan(1);
});

test.concurrent("what waits when the server that asks Hermon stops is done by the next one, after the same pause", async (context) => {
  const { hermon, start } = await openWith(context, { leads: 20 });
  const [first, second, third] = [await start(), await start(), await start()];
  await until(() => third.mirror.state().phase === "current");
  const paused = Promise.withResolvers<number>();
  const tooMany = instead(fails(429, { "retry-after": "2" }));
  first.proxy.rule = () => (exchange) => {
    paused.resolve(performance.now());
    return tooMany(exchange);
  };
  const change = changeBy(third, hermon, 0);
  const since = await paused.promise;
  const lease = second.store.db.selectFrom("mirror_lease").select("paused_until");
  const pausedUntil = async () => (await lease.executeTakeFirstOrThrow()).paused_until;
  await until(async () => (await pausedUntil()) > Date.now() + 1_000);
  await first.stop();
  expect(await change).toBe("changed");
  const [next] = [...second.proxy.requests, ...third.proxy.requests];
  expect(next?.at).toBeGreaterThan(since + 1_900);
  expect(hermon.proxy.requests.filter(isPatch)).toHaveLength(1);
});
