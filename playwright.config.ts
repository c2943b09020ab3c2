import { defineConfig } from "@playwright/test";
import { isSlow } from "./e2e/setup/slow.ts";
import { launchOptions } from "./e2e/setup/launch-options.ts";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/setup/sample-database.ts",
  // Every worker has a server of its own besides its browser.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  // For a machine that does everything else at the same time; what works waits for neither.
  timeout: 180_000,
  expect: { timeout: isSlow ? 60_000 : 20_000 },
  reporter: [["list"]],
  use: {
    actionTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // A trace costs a fifth of all the time: `--trace on` makes one of what one looks into.
    trace: "off",
    launchOptions: launchOptions(),
  },
});
