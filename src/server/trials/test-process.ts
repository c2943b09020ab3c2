import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** What a program has said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServerProcess {
  /** Where it listens. */
  readonly url: string;
  /** What it has written to stdout so far. */
  said(): string;
  /** Ends it and waits until it has. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** A folder that is gone after the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-process-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** What a shell puts before a program whose files may have no more blocks of half a kilobyte. */
const limited = (blocks: number) => ["-c", `ulimit -f ${blocks}; exec "$0" "$@"`];

function run(
  program: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
  fileSize?: number,
) {
  const words = [process.execPath, join(import.meta.dirname, program), ...args];
  const [command = "", ...others] = fileSize ? ["sh", ...limited(fileSize), ...words] : words;
  const child = spawn(command, others, {
    // Nothing of the machine's own settings, and away from a developer's `.env`.
    env: { PATH: process.env["PATH"], SAMPLE_LEADS: "20", PORT: "0", ...settings },
    cwd: tmpdir(),
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]).then(
    ([stdout, stderr]): Ended => ({ code: child.exitCode, stdout, stderr }),
  );
  return { child, ended };
}

/** Runs the admin command to its end; its files may have so many half kilobytes. */
export async function runAdmin(
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
  input = "",
  fileSize?: number,
): Promise<Ended> {
  const { child, ended } = run("../admin/admin.ts", args, settings, fileSize);
  child.stdin.end(input);
  return ended;
}

/** Runs the server with settings it is expected to refuse. */
export const runToItsEnd = (settings: NodeJS.ProcessEnv): Promise<Ended> =>
  run("../main.ts", [], settings).ended;

/** Starts the server and waits until it says where it listens; its files may have so many half kilobytes. */
export async function startServer(
  settings: NodeJS.ProcessEnv,
  fileSize?: number,
): Promise<ServerProcess> {
  const { child, ended } = run("../main.ts", [], settings, fileSize);
  let said = "";
  const { promise: announced, resolve } = Promise.withResolvers<string>();
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    said += part;
    const url = /^Lead dashboard: (\S+)$/m.exec(said)?.[1];
    if (url) resolve(url);
  });
  return {
    url: await Promise.race([announced, ended.then(failed)]),
    said: () => said,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function failed({ stdout, stderr }: Ended): never {
  throw new Error(`The server didn't start:\n${stdout}${stderr}`);
}
