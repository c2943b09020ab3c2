import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const SYSTEM_NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge",
];

const APPLICATIONS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
  "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

const MINUTE = 60_000;

/**
 * The path of a Chromium that runs: the one named by `CHROMIUM_PATH`, one of Playwright's, one of
 * the system's. Where there is none, it has one installed.
 * @returns nothing when that fails too
 */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  if (named) return named;
  return (
    firstThatRuns([...playwrightsOwn(), ...systemOnes()]) ??
    firstThatRuns(installedByPlaywright()) ??
    firstThatRuns(installedByApt())
  );
}

/** Some distributions put a script in its place that only says where to get it. */
function firstThatRuns(paths: readonly string[]): string | undefined {
  return paths.filter(existsSync).find((path) => process.platform === "win32" || runs(path));
}

const runs = (path: string) =>
  spawnSync(path, ["--version"], { stdio: "ignore", timeout: MINUTE }).status === 0;

/** Its own revision first, then any other in the same folder. */
function playwrightsOwn(): string[] {
  const expected = chromium.executablePath();
  const [folder] = expected.split(/chromium[\w-]*-\d+/);
  if (folder === undefined || folder === expected) return [expected];
  const binary = "{chrome,headless_shell,chrome-headless-shell,chrome.exe,Chromium}";
  const others = globSync(`chromium*/**/${binary}`, { cwd: folder });
  return [expected, ...others.map((path) => join(folder, path))];
}

function systemOnes(): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [...onPath, ...APPLICATIONS];
}

function installedByPlaywright(): string[] {
  console.log("No Chromium found: trying Playwright's installer …");
  const cli = "node_modules/@playwright/test/cli.js";
  attempt(process.execPath, [cli, "install", "chromium"], 4 * MINUTE, {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000",
  });
  return playwrightsOwn();
}

function installedByApt(): string[] {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return [];
  console.log("Trying the system's packages (apt-get) …");
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  attempt("apt-get", ["update", "-q"], 2 * MINUTE, quiet);
  attempt("apt-get", ["install", "-yq", "--no-install-recommends", "chromium"], 6 * MINUTE, quiet);
  return systemOnes();
}

function attempt(command: string, args: string[], timeout: number, env: NodeJS.ProcessEnv): void {
  const { status, error, stderr } = spawnSync(command, args, {
    timeout,
    env: { ...process.env, ...env },
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status === 0) return;
  const lines = stderr?.trim().split("\n") ?? [];
  const why = error?.message ?? lines.find((line) => /error|fail|unable/i.test(line));
  console.log(`  That failed: ${why ?? lines.at(-1)}`);
}
