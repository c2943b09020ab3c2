import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findServer } from "../src/server/store/postgres/test-cluster.ts";
import { isFitForVite } from "./vite-root.ts";
import { type Count, countPlaywright, countVitest } from "./test-counts.ts";

/** A check is an npm script, so that each can be run alone by the same name. */
interface Check {
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Skipped, and counted as failed, when this one failed. */
  readonly needs?: string;
  /** How many tests passed and failed; a check without tests counts as one. */
  readonly count?: () => Count | undefined;
}

if (!isFitForVite(process.cwd())) {
  console.error("Vitest can't run in a folder with # or ? in its path: test in another one.");
  process.exit(1);
}

const reports = mkdtempSync(join(tmpdir(), "lead-dashboard-checks-"));
const e2eReport = join(reports, "e2e.json");

/** Tests that Vitest runs and counts. */
function vitest(script: string, ...args: readonly string[]): Check {
  const report = join(reports, `${script.replace(":", "-")}.json`);
  return {
    script,
    args: ["--reporter=default", "--reporter=json", `--outputFile=${report}`, ...args],
    env: { PROPERTY_SEED: "1" },
    count: () => countVitest(report),
  };
}

/**
 * Whole servers and browsers depend on how busy the machine is: what fails there is tried once more,
 * anew, and named when it passes then. Run alone, as by `npm run trials`, nothing is tried again.
 */
const trials = (script: string) => vitest(script, "--retry=1");

/** The same tests once more, where npm has a PostgreSQL server for this platform. */
const ON_POSTGRES = ["unit:postgres", "trials:postgres"];
const hasPostgres = findServer() !== undefined;

/** One after the other; those that stand together run side by side, as they wait more than they work. */
const CHECKS: readonly (readonly Check[])[] = [
  [{ script: "format:check" }],
  [{ script: "lint" }],
  [{ script: "types" }],
  [{ script: "knip" }],
  [{ script: "audit:shipped" }],
  [vitest("unit")],
  ...(hasPostgres ? [[vitest("unit:postgres")]] : []),
  [trials("trials"), ...(hasPostgres ? [trials("trials:postgres")] : [])],
  [{ script: "build" }],
  [{ script: "size", needs: "build" }],
  [
    {
      script: "e2e",
      args: ["--reporter=list,json", "--retries=1"],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
      needs: "build",
      count: () => countPlaywright(e2eReport),
    },
  ],
];

function aboutPostgres(): string {
  if (isQuick) return "";
  if (!hasPostgres) return "; PostgreSQL was not tried: npm has no server for this platform";
  return `; ${onPostgres} of them on PostgreSQL`;
}

const aboutRetries = (): string =>
  retried.length > 0 ? `; ${retried.length} of them at the second try` : "";

/** Runs a check with its output passed through, and says what it comes to. */
async function run({ script, args = [], env, count }: Check): Promise<Count> {
  const npm = spawn("npm", ["run", "--silent", script, "--", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  const [status]: unknown[] = await once(npm, "exit").catch(() => [null]);
  const ended = status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const counted = count?.() ?? ended;
  // A runner that fails though no test did: a file that doesn't load, an unhandled error.
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** Those that take longer than one waits before a commit: the registry's, whole servers', the browser's. */
const SLOW = ["audit:shipped", "trials", "e2e", ...ON_POSTGRES];
const isQuick = process.argv.includes("--quick");
const failedChecks: string[] = [];
const failures: string[] = [];
const retried: string[] = [];
const total = { passed: 0, failed: 0 };
let onPostgres = 0;

for (const together of CHECKS) {
  const checks = isQuick ? together.filter(({ script }) => !SLOW.includes(script)) : together;
  if (checks.length === 0) continue;
  const title = checks.map(({ script }) => script).join(" and ");
  console.log(`\n── ${title} ${"─".repeat(60 - title.length)}`);
  await Promise.all(checks.map(carryOut));
}

/** Runs a check, if what it needs is there, and adds what it comes to. */
async function carryOut(check: Check): Promise<void> {
  const { script, needs } = check;
  const begun = performance.now();
  const blocked = needs !== undefined && failedChecks.includes(needs);
  if (blocked) console.log(`Not run: it needs "${needs}".`);
  const count: Count = blocked ? { passed: 0, failed: 1 } : await run(check);
  const { passed, failed } = count;
  failures.push(...(count.failures ?? []));
  retried.push(...(count.retried ?? []).map((name) => `${name} (${script})`));
  total.passed += passed;
  total.failed += failed;
  if (ON_POSTGRES.includes(script)) onPostgres += passed + failed;
  if (failed > 0) failedChecks.push(script);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${failed === 0 ? "✓" : "✗"} ${script}, ${seconds} s`);
}

rmSync(reports, { recursive: true });
// Again at the end: whoever reads a long log, or has only its last part, looks there.
for (const failure of failures) console.log(`\n${failure}`);
if (retried.length > 0) console.log("");
for (const name of retried) console.log(`Passed at the second try: ${name}`);
if (failedChecks.length > 0) console.log(`\nFailed: ${failedChecks.join(", ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${aboutPostgres()}${aboutRetries()}`);
process.exitCode = failedChecks.length === 0 ? 0 : 1;
