import { spawnSync } from "node:child_process";
import { ensureBuild } from "./build.ts";
import { findChromium } from "./chromium.ts";

const chromium = findChromium();
if (chromium === undefined) {
  console.error("No Chromium: install one and name it in CHROMIUM_PATH, then run this again.");
  process.exit(1);
}
ensureBuild();
const playwright = "node_modules/@playwright/test/cli.js";
const args = [playwright, "test", ...process.argv.slice(2)];
const { status, signal } = spawnSync(process.execPath, args, {
  stdio: "inherit",
  env: { ...process.env, CHROMIUM_PATH: chromium },
});
if (signal) console.error(`Something ended Playwright: ${signal}`);
process.exit(status ?? 1);
