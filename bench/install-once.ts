import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Installs a folder's own packages, once: they measure, and are no part of the app. */
export function installOnce(folder: string): void {
  if (existsSync(`${folder}/node_modules/.package-lock.json`)) return;
  console.error(`Installing ${folder} …`);
  const { status } = spawnSync("npm", ["ci", "--silent"], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}`);
}
