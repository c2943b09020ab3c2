import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { addApiKey, hashApiKey, makeApiKey } from "#server/accounts/api-keys.ts";
import { kindOf } from "#server/store/database/kind-of.ts";
import { openStore } from "#server/store/open.ts";
import { findServer, startCluster } from "#server/store/postgres/test-cluster.ts";
import {
  Listener,
  lost,
  type Workload,
  write,
  type Written,
} from "#server/trials/test-workload.ts";
import { type App, signIn, startApp } from "./app.ts";

/**
 * A soak: three servers on one PostgreSQL, of which one is killed every ten seconds, twenty who
 * write at any of them and three who listen. Ends with what is wrong, and exits with 1 if anything is.
 */

const SERVERS = 3;
const WRITERS = 20;
const KILL_EVERY_MS = 10_000;
const minutes = Number(process.argv[2] ?? 3);

const npm = findServer();
if (npm === undefined) throw new Error("npm has no PostgreSQL for this platform");
const cluster = await startCluster(npm);
const folder = mkdtempSync(join(tmpdir(), "soak-"));
const settings = {
  DATABASE_URL: cluster.url,
  APP_SECRET: "a secret for the soak".repeat(3),
  // So that requests are counted, and nobody is refused.
  RATE_LIMIT_RPM: "1000000",
  LOG_LEVEL: "error",
};
const starting = () => startApp(mkdtempSync(join(folder, "server-")), 500, settings);

const apps: (App | undefined)[] = await Promise.all(Array.from({ length: SERVERS }, starting));
const store = await openStore(cluster.url);
const key = makeApiKey();
await addApiKey(
  store,
  { name: "Soak", hash: hashApiKey(key), last4: key.slice(-4) },
  { kind: "operator", id: "soak", address: null },
);
const servers = () => apps.flatMap((app) => app?.url ?? []);
const cookie = await signIn(servers()[0] ?? "");
const load: Workload = { servers, cookie, key, store };

const written: Written = { changes: [], optIns: [], refused: [], cutOff: 0, took: [] };
const listeners = Array.from({ length: SERVERS }, () => new Listener(load));
const listening = listeners.map((one) => one.listen());
const end = new AbortController();
const writing = Array.from({ length: WRITERS }, () => write(load, written, end.signal));

/** One after another, so that two of them are always there. */
let kills = 0;
const until = performance.now() + minutes * 60_000;
while (performance.now() + KILL_EVERY_MS < until) {
  await setTimeout(KILL_EVERY_MS);
  const at = kills % SERVERS;
  const app = apps[at];
  apps[at] = undefined;
  await app?.kill();
  kills += 1;
  apps[at] = await starting();
}
await setTimeout(Math.max(0, until - performance.now()));
end.abort();
await Promise.all(writing);

const faults = (await (await kindOf(cluster.url)).check(cluster.url)).faults.slice();
const missing = await lost(store, written);
if (missing.length > 0) faults.push(`Answered, and not there: ${missing.length}`);
if (written.refused.length > 0) {
  faults.push(`Not done: ${written.refused.length}, such as ${written.refused[0]}`);
}
for (const [n, listener] of listeners.entries()) {
  for (let tries = 0; tries < 100 && !(await listener.hasAll()); tries += 1) await setTimeout(100);
  const wrong = await listener.wrong();
  if (!(await listener.hasAll())) faults.push(`Listener ${n} wasn't told of the last event`);
  if (wrong.length > 0) faults.push(`Listener ${n} shows what is no longer so: ${wrong.length}`);
  if (listener.resets > 0) faults.push(`Listener ${n} was told to begin anew: ${listener.resets}`);
  listener.end();
}
await Promise.all(listening);

const took = written.took.toSorted((a, b) => a - b);
const quantile = (part: number) => `${Math.round(took[Math.floor(took.length * part)] ?? 0)} ms`;
const sum = (of: (listener: Listener) => number) =>
  listeners.map(of).reduce((all, one) => all + one, 0);
console.log(`${SERVERS} servers, ${WRITERS} writers, ${minutes} min, ${kills} servers killed
Answered: ${written.changes.length} status changes, ${written.optIns.length} opt-ins; ${Math.round(took.length / minutes / 60)} a second
Answers took: median ${quantile(0.5)}, p99 ${quantile(0.99)}, longest ${quantile(0.999_99)}
Requests whose server died: ${written.cutOff}
Listeners: ${listeners.length}, connected ${sum((one) => one.connected)} times, asked for more than was named ${sum((one) => one.refetched)} times
${faults.length === 0 ? "Nothing is wrong" : faults.join("\n")}`);

await store.close();
for (const app of apps) await app?.stop();
await cluster.stop();
rmSync(folder, { recursive: true });
process.exit(faults.length === 0 ? 0 : 1);
