import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, createKey, signIn, startApp } from "../app.ts";
import { inTurn } from "../in-turn.ts";
import { type Figure, figuresTable, line, type Measured } from "./measured.ts";
import { measureColdReads, measureReads } from "./server-reads.ts";
import { measureWrites } from "./server-writes.ts";
import { drawViews } from "./views.ts";

/** Milliseconds to the first answer, and MB held and kept. */
const LIMITS: readonly [leads: number, limits: { ready: number; memory: number; file: number }][] =
  [
    [2_400, { ready: 1000, memory: 250, file: 5 }],
    [100_000, { ready: 1000, memory: 300, file: 150 }],
    [Infinity, { ready: 1500, memory: 450, file: 1_500 }],
  ];

/** Measures the server with so many leads, and gives the table. */
export async function benchServer(leads: number, runs: number): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-bench-"));
  try {
    const figures = await measureServer(directory, leads, runs);
    return figuresTable(`${leads.toLocaleString("en")} leads`, figures);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function measureServer(directory: string, leads: number, runs: number): Promise<Figure[]> {
  const file = join(directory, "dashboard.db");
  const start = () => startApp(directory, leads);
  const first = await start();
  const cookie = await signIn(first.url);
  const views = await drawViews(first.url, cookie);
  await first.stop();
  const size = statSync(file).size / 1e6;
  const sender = { "x-api-key": createKey(directory) };
  const measuredOn = (app: App): Measured => {
    const session = { cookie, origin: app.url };
    return { app, directory, leads, runs, session, views };
  };

  const starts = await inTurn(runs, async () => {
    const app = await start();
    await app.stop();
    return app.readyAfter;
  });
  forget(file);
  const cold = await whileRunning(await start(), (app) => measureColdReads(measuredOn(app)));
  const busy = await whileRunning(await start(), async (app) => {
    app.resetEventLoopDelay();
    const reads = await measureReads(measuredOn(app));
    const writes = await measureWrites(measuredOn(app), sender);
    return { figures: [...reads, ...writes], memory: app.peakMemory() };
  });

  const limits = LIMITS.find(([upTo]) => leads <= upTo)?.[1];
  return [
    cold.result,
    ...busy.result.figures,
    line("event loop delay of the main thread under all that, p99", [busy.delay], " ms", 20),
    line("start to readyz", starts, " ms", limits?.ready),
    line("peak memory", [busy.result.memory], " MB", limits?.memory),
    line("database file", [size], " MB", limits?.file),
    line("making the sample", [first.readyAfter / 1000], " s"),
  ];
}

async function whileRunning<T>(app: App, work: (app: App) => Promise<T>) {
  try {
    const result = await work(app);
    return { result, delay: await app.stop() };
  } catch (error) {
    await app.kill();
    throw error;
  }
}

/** Has the operating system keep nothing of a file in its memory, where it can be told so. */
function forget(file: string): void {
  if (process.platform === "linux")
    execFileSync("dd", [`if=${file}`, "iflag=nocache", "count=0", "status=none"]);
}
