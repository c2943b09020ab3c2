import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import * as z from "zod/mini";
import { freePort } from "../free-port.ts";
import { installOnce } from "../install-once.ts";

const DIST = "bench/floor/dist";
const Sizes = z.array(z.object({ v: z.string(), jsGz: z.number() }));

/** The smallest honest app on the same stack, with 50 rows and, for scrolling, 10,000. */
export interface Floor {
  readonly url: string;
  readonly longUrl: string;
  /** Its JavaScript, in kB as gzip. */
  readonly scriptKb: number;
  stop(): void;
}

/** Builds the floor, once, and serves it from memory as our server serves our app. */
export async function startFloor(): Promise<Floor> {
  installOnce("bench/floor");
  if (!existsSync(`${DIST}/sizes.json`)) {
    execFileSync(process.execPath, ["build.mjs"], { cwd: "bench/floor", stdio: ["ignore", 2, 2] });
  }
  const servers = await Promise.all([serve(`${DIST}/min-v5`), serve(`${DIST}/min-v5big`)]);
  const [short, long] = servers;
  const sizes = Sizes.parse(JSON.parse(readFileSync(`${DIST}/sizes.json`, "utf8")));
  return {
    url: short.url,
    longUrl: long.url,
    scriptKb: (sizes.find(({ v }) => v === "v5")?.jsGz ?? Number.NaN) / 1000,
    stop: () => servers.forEach(({ server }) => server.kill()),
  };
}

async function serve(directory: string): Promise<{ url: string; server: ChildProcess }> {
  const port = await freePort();
  const args = ["bench/serve.mjs", directory, String(port), "--enc", "auto"];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(server.stdout, "data");
  return { url: `http://127.0.0.1:${port}/`, server };
}
