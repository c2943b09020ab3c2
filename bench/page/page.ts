import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "../../scripts/build.ts";
import { findChromium } from "../../scripts/chromium.ts";
import { firstPageKb } from "../../scripts/first-page-size.ts";
import { type App, signIn, startApp } from "../app.ts";
import { type Floor, startFloor } from "./floor.ts";
import { installOnce } from "../install-once.ts";
import { type Measurement, measurePage, type Part } from "./measure.ts";
import { pageTable } from "./page-table.ts";
import { floorPage, ourPage } from "./pages.ts";

/** Everything, for the floor and for ours at its usual size; at other sizes what size can change. */
const ALL: readonly Part[] = ["load", "interact", "scroll", "axe", "lighthouse"];
const BY_SIZE: readonly Part[] = ["load", "interact", "scroll"];

/** Measures the lead page at each size beside the floor, in turns, and gives the table. */
export async function benchPage(sizes: readonly number[], runs: number): Promise<string> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("No Chromium: name one in CHROMIUM_PATH");
  ensureBuild();
  installOnce("bench/tools");
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-bench-"));
  const floor = await startFloor();
  const apps = await startApps(sizes, directory);
  try {
    const measured = measureInTurns({ floor, apps, runs, chromium, directory });
    return pageTable({
      ...measured,
      sizes,
      scriptKb: firstPageKb(),
      floorScriptKb: floor.scriptKb,
    });
  } finally {
    floor.stop();
    for (const { app } of apps) await app.stop();
    await rm(directory, { recursive: true });
  }
}

interface Subject {
  readonly leads: number;
  readonly app: App;
  readonly cookie: string;
}

async function startApps(sizes: readonly number[], directory: string): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const leads of sizes) {
    const home = await mkdtemp(join(directory, `${leads}-`));
    const app = await startApp(home, leads);
    subjects.push({ leads, app, cookie: await signIn(app.url) });
  }
  return subjects;
}

interface Run {
  readonly floor: Floor;
  readonly apps: readonly Subject[];
  readonly runs: number;
  readonly chromium: string;
  readonly directory: string;
}

/** The machine's own speed changes from hour to hour, so the floor is measured in every round. */
function measureInTurns({ floor, apps, runs, ...where }: Run) {
  const floors: Measurement[] = [];
  const ours = apps.map((): Measurement[] => []);
  for (let run = 0; run < runs; run += 1) {
    console.error(`Round ${run + 1} of ${runs}`);
    floors.push(measurePage(floorPage(floor), ALL, where));
    for (const [at, subject] of apps.entries()) {
      const page = ourPage(subject.app.url, subject.cookie, subject.leads);
      ours[at]?.push(measurePage(page, at === 0 ? ALL : BY_SIZE, where));
    }
  }
  return { floors, ours };
}
