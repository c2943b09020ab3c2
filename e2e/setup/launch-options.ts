import type { LaunchOptions } from "@playwright/test";

/** What a browser on a test machine needs no network for, and what root can't have. */
const ARGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * How the journeys' Chromium is started.
 * @param args what it gets besides
 */
export const launchOptions = (...args: readonly string[]): LaunchOptions => ({
  args: [...ARGS, ...args],
  ...(process.env["CHROMIUM_PATH"] && { executablePath: process.env["CHROMIUM_PATH"] }),
});
