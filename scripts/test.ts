import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
const unitReport = join(reports, "unit.json");
const trialsReport = join(reports, "trials.json");
const e2eReport = join(reports, "e2e.json");

const CHECKS: readonly Check[] = [
  { script: "format:check" },
  { script: "lint" },
  { script: "types" },
  { script: "knip" },
  { script: "audit:shipped" },
  {
    script: "unit",
    args: ["--reporter=default", "--reporter=json", `--outputFile=${unitReport}`],
    count: () => countVitest(unitReport),
  },
  {
    script: "trials",
    args: ["--reporter=default", "--reporter=json", `--outputFile=${trialsReport}`],
    count: () => countVitest(trialsReport),
  },
  { script: "build" },
  { script: "size", needs: "build" },
  {
    script: "e2e",
    args: ["--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
    needs: "build",
    count: () => countPlaywright(e2eReport),
  },
];

/** Runs a check with its output passed through, and says what it comes to. */
function run({ script, args = [], env, count }: Check): Count {
  const { status } = spawnSync("npm", ["run", "--silent", script, "--", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  const ended = status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const counted = count?.() ?? ended;
  // A runner that fails though no test did: a file that doesn't load, an unhandled error.
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** Those that take longer than one waits before a commit: the registry's, whole servers', the browser's. */
const SLOW = ["audit:shipped", "trials", "e2e"];
const isQuick = process.argv.includes("--quick");
const failedChecks: string[] = [];
const failures: string[] = [];
const total = { passed: 0, failed: 0 };

for (const check of CHECKS) {
  if (isQuick && SLOW.includes(check.script)) continue;
  const { script, needs } = check;
  console.log(`\n── ${script} ${"─".repeat(60 - script.length)}`);
  const begun = performance.now();
  const blocked = needs !== undefined && failedChecks.includes(needs);
  if (blocked) console.log(`Not run: it needs "${needs}".`);
  const count: Count = blocked ? { passed: 0, failed: 1 } : run(check);
  const { passed, failed } = count;
  failures.push(...(count.failures ?? []));
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failedChecks.push(script);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${failed === 0 ? "✓" : "✗"} ${script}, ${seconds} s`);
}

rmSync(reports, { recursive: true });
// Again at the end: whoever reads a long log, or has only its last part, looks there.
for (const failure of failures) console.log(`\n${failure}`);
if (failedChecks.length > 0) console.log(`\nFailed: ${failedChecks.join(", ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = failedChecks.length === 0 ? 0 : 1;
