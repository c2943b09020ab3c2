import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKey, signIn, startApp } from "./app.ts";
import { inTurn } from "./in-turn.ts";
import type { Figure } from "./measured.ts";
import { measureReads } from "./server-reads.ts";
import { measureWrites } from "./server-writes.ts";
import { type Spread, spread } from "./statistics.ts";
import { atMost, type Budget, budgetText, isWithin, spreadCell, table } from "./table.ts";

const UP_TO_100_000 = { ready: 1000, memory: 300 };
const LIMITS: readonly [leads: number, limits: typeof UP_TO_100_000][] = [
  [2_400, { ready: 1000, memory: 250 }],
  [100_000, UP_TO_100_000],
  [Infinity, { ready: 1500, memory: 450 }],
];

/** Measures the server with so many leads, and gives the table. */
export async function benchServer(leads: number, runs: number): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-bench-"));
  try {
    const figures = await measureServer(directory, leads, runs);
    return table(
      [`${leads.toLocaleString("en")} leads`, "ours (min–max)", "budget"],
      figures.map(({ name, spread: found, unit, budget }) => [
        name,
        spreadCell(found, unit) + verdict(budget, found),
        budgetText(budget),
      ]),
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function measureServer(directory: string, leads: number, runs: number): Promise<Figure[]> {
  const first = await startApp(directory, leads);
  await first.stop();
  const starts = await inTurn(runs, async () => {
    const app = await startApp(directory, leads);
    await app.stop();
    return app.readyAfter;
  });
  const app = await startApp(directory, leads);
  try {
    const session = { cookie: await signIn(app.url), origin: app.url };
    const sender = { "x-api-key": createKey(directory) };
    const measured = { app, directory, leads, runs, session, sender };
    const reads = await measureReads(measured);
    const writes = await measureWrites(measured);
    const limits = LIMITS.find(([upTo]) => leads <= upTo)?.[1] ?? UP_TO_100_000;
    return [
      ...reads,
      ...writes,
      { name: "making the sample", spread: spread([first.readyAfter / 1000]), unit: " s" },
      {
        name: "start to readyz",
        spread: spread(starts),
        unit: " ms",
        budget: atMost(limits.ready, " ms"),
      },
      {
        name: "peak memory",
        spread: spread([app.peakMemory()]),
        unit: " MB",
        budget: atMost(limits.memory, " MB"),
      },
    ];
  } finally {
    await app.stop();
  }
}

const verdict = (budget: Budget | undefined, found: Spread | undefined) =>
  budget && found ? (isWithin(budget, found.median) ? " ✓" : " ✗") : "";
