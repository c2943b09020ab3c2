import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "#api/client.ts";
import { listLeadsView } from "#api/contract/leads/lead-views.ts";
import { listLeads } from "#api/contract/leads/leads.ts";
import { listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { getConnection, getSync } from "#api/contract/sync.ts";
import { type App, createKey, createManager, signInManager, startApp } from "./app.ts";
import { inTurn } from "./in-turn.ts";
import { type SlowProxy, startSlowProxy } from "./slow-proxy.ts";
import { percentile, spread } from "./statistics.ts";
import { atMost, type Budget, budgetText, isWithin, spreadCell, table } from "./table.ts";

const LEADS = 2_400;
const PAGE = 100;

/** Between the mirror and its upstream, in milliseconds. */
const LATENCY = 50;

/** As many requests a second as the mirror can take in. */
const NO_LIMIT = 1_000;

/** How long the steady state is watched, in minutes. */
const MINUTES = 2;

interface Upstream {
  readonly proxy: SlowProxy;
  readonly key: string;
  /** As few requests as a copy of everything takes. */
  readonly fewest: number;
}

interface Copy {
  readonly seconds: number;
  readonly requests: number;
  /** Of the dashboard's lists, in milliseconds: while the copy ran, and after it. */
  readonly during: number;
  readonly idle: number;
}

/** Measures the mirror against a server of ours in own-record mode, and gives the table. */
export async function benchMirror(runs: number): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-bench-"));
  const own = join(directory, "own");
  await mkdir(own);
  const app = await startApp(own, LEADS);
  const key = createKey(own);
  const proxy = await startSlowProxy(app.url, LATENCY);
  const client = createClient({ baseUrl: app.url, headers: { "x-api-key": key } });
  const upstream = { proxy, key, fewest: await fewestRequests(client) };
  try {
    const unlimited = await inTurn(runs, (run) =>
      measureCopy(directory, `u${run}`, upstream, NO_LIMIT),
    );
    const limited = await inTurn(1, () => measureCopy(directory, "limited", upstream, 4));
    const steady = await measureSteadyState(directory, upstream);
    return tableOf(upstream, unlimited, limited, steady);
  } finally {
    await proxy.close();
    await app.stop();
    await rm(directory, { recursive: true });
  }
}

/** The pages of both lists, and the statuses. */
async function fewestRequests(client: Client): Promise<number> {
  const leads = await client.call(listLeads, { query: { limit: PAGE } });
  const optIns = await client.call(listOptIns, { query: { limit: PAGE } });
  return leads.pagination.totalPages + optIns.pagination.totalPages + 1;
}

const mirrorSettings = ({ proxy, key }: Upstream, perSecond: number) => ({
  HERMON_API_URL: proxy.url,
  HERMON_API_KEY: key,
  HERMON_MAX_RPS: String(perSecond),
});

async function startMirror(directory: string, upstream: Upstream, perSecond: number) {
  await mkdir(directory);
  const app = await startApp(directory, 0, mirrorSettings(upstream, perSecond));
  createManager(directory);
  return { app, client: await signedIn(app) };
}

async function signedIn({ url }: App): Promise<Client> {
  return createClient({ baseUrl: url, headers: { cookie: await signInManager(url), origin: url } });
}

/** Pages of the lists, and the statuses; not the details that are filled in after it. */
const OF_THE_COPY = /\?|statuses/;

/** Starts a mirror of its own, and times its first copy while someone looks at one list after another. */
async function measureCopy(
  parent: string,
  name: string,
  upstream: Upstream,
  perSecond: number,
): Promise<Copy> {
  const { proxy } = upstream;
  proxy.shut();
  const { app, client } = await startMirror(join(parent, name), upstream, perSecond);
  const before = proxy.count(OF_THE_COPY);
  const begun = performance.now();
  proxy.open();
  const isCopying = async () => (await client.call(getSync)).copied !== null;
  const during = await look(client, isCopying);
  const seconds = (performance.now() - begun) / 1000;
  // The one that waited at the gate was counted before.
  const requests = proxy.count(OF_THE_COPY) - before + 1;
  await app.stop();
  const idle = await idleLatency(join(parent, name), upstream);
  return { seconds, requests, during, idle };
}

/** The same lists on the same leads, with nothing else going on: Hermon can't be reached. */
async function idleLatency(directory: string, upstream: Upstream): Promise<number> {
  upstream.proxy.shut();
  const app = await startApp(directory, 0, mirrorSettings(upstream, 1));
  const client = await signedIn(app);
  let rounds = 30;
  const latency = await look(client, async () => (rounds -= 1) > 0);
  await app.stop();
  upstream.proxy.open();
  return latency;
}

/** The median latency of the dashboard's lists, in milliseconds, while it goes on. */
async function look(client: Client, goesOn: () => Promise<boolean>): Promise<number> {
  const latencies: number[] = [];
  for (let n = 0; await goesOn(); n += 1) {
    const query = { page: 1 + (n % 5), limit: PAGE };
    const before = performance.now();
    await client.call(listLeadsView, { query });
    latencies.push(performance.now() - before);
  }
  return percentile(latencies, 0.5);
}

/** Requests a minute once everything is copied and filled in, at the settings' defaults. */
async function measureSteadyState(parent: string, upstream: Upstream): Promise<number> {
  const directory = join(parent, "steady");
  const { app, client } = await startMirror(directory, upstream, NO_LIMIT);
  const isFilledIn = async () => {
    const { hermon } = await client.call(getConnection);
    return hermon !== null && hermon.opt_ins.here === hermon.opt_in_details;
  };
  while ((await client.call(getSync)).copied !== null || !(await isFilledIn())) await sleep(500);
  const before = upstream.proxy.count();
  await sleep(MINUTES * 60_000);
  const requests = upstream.proxy.count() - before;
  await app.stop();
  return requests / MINUTES;
}

function line(name: string, values: readonly number[], unit: string, budget?: Budget): string[] {
  const found = spread(values);
  const verdict = budget && found ? (isWithin(budget, found.median) ? " ✓" : " ✗") : "";
  return [name, spreadCell(found, unit) + verdict, budgetText(budget)];
}

function tableOf({ fewest }: Upstream, unlimited: Copy[], limited: Copy[], steady: number): string {
  const looks = (copies: Copy[]) => copies.map(({ during, idle }) => during / idle);
  return table(
    ["mirror of 2,400 leads, 50 ms away", "ours (min–max)", "budget"],
    [
      line(
        "first copy, no limit",
        unlimited.map(({ seconds }) => seconds),
        " s",
      ),
      line(
        `requests for it (fewest: ${fewest})`,
        unlimited.map(({ requests }) => requests),
        "",
      ),
      line(
        "list, idle",
        unlimited.map(({ idle }) => idle),
        " ms",
      ),
      line(
        "list while copying, no limit",
        unlimited.map(({ during }) => during),
        " ms",
      ),
      line("against idle", looks(unlimited), " ×", atMost(2, " ×")),
      line(
        "first copy, 4 requests a second",
        limited.map(({ seconds }) => seconds),
        " s",
      ),
      line("list while copying, against idle", looks(limited), " ×", atMost(2, " ×")),
      line("requests a minute once all is there", [steady], ""),
    ],
  );
}
