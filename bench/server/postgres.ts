import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findServer, startCluster } from "#server/store/postgres/test-cluster.ts";
import { signIn, startApp } from "../app.ts";
import { type Figure, figuresTable } from "./measured.ts";
import { measureReads } from "./server-reads.ts";
import { drawViews } from "./views.ts";

/** What SQLite must reach, PostgreSQL must within this. */
const WITHIN = 2.5;

/** Measures what is read on PostgreSQL, npm's own, beside the budgets of SQLite times {@link WITHIN}. */
export async function benchPostgres(leads: number, runs: number): Promise<string> {
  const npm = findServer();
  if (npm === undefined) throw new Error("npm has no PostgreSQL for this platform");
  const cluster = await startCluster(npm);
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-bench-"));
  try {
    const settings = { DATABASE_URL: cluster.url, APP_SECRET: "a secret of the bench".repeat(3) };
    const app = await startApp(directory, leads, settings);
    const cookie = await signIn(app.url);
    const session = { cookie, origin: app.url };
    const views = await drawViews(app.url, cookie);
    const figures = await measureReads({ app, directory, leads, runs, session, views });
    await app.stop();
    const title = `${leads.toLocaleString("en")} leads, PostgreSQL`;
    return figuresTable(title, figures.map(withinLimits));
  } finally {
    await cluster.stop();
    await rm(directory, { recursive: true });
  }
}

function withinLimits({ budget, ...figure }: Figure): Figure {
  if (budget === undefined || figure.unit === " ×") return { ...figure, ...(budget && { budget }) };
  const { limit, kind } = budget;
  return {
    ...figure,
    budget: { ...budget, limit: kind === "at most" ? limit * WITHIN : limit / WITHIN },
  };
}
