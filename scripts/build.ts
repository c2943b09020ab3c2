import { spawnSync } from "node:child_process";
import { isBuildFresh } from "./build-stamp.ts";

/**
 * Builds the dashboard unless `dist/` is what its sources make. In a process
 * of its own: neither a fresh start nor the server that follows should carry Vite along.
 */
export function ensureBuild(): void {
  if (isBuildFresh()) return;
  console.log("Building the dashboard …");
  const vite = "node_modules/vite/bin/vite.js";
  const { status } = spawnSync(
    process.execPath,
    [vite, "build", "--configLoader", "native", "--logLevel", "warn"],
    {
      stdio: "inherit",
      // With another one in the environment React would be built as for development.
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
