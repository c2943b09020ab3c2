import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "#api/client.ts";
import {
  continueAsSamplePerson,
  listSamplePeople,
  signIn as signInWithPassword,
} from "#api/contract/people/sign-in.ts";
import { requestPath } from "#api/request.ts";
import { freePort } from "./free-port.ts";

/** Our server in a process of its own, as an operator starts it, but for the request limit. */
export interface App {
  readonly url: string;
  /** From the start of the process until `/readyz` answered, in milliseconds. */
  readonly readyAfter: number;
  /** The most memory it has held since it started, in MB. */
  peakMemory(): number;
  /** Has the delay of its event loop measured anew. */
  resetEventLoopDelay(): void;
  /** @returns the 99th percentile of that delay, in milliseconds */
  stop(): Promise<number>;
  /** Ends it as a failing machine would. */
  kill(): Promise<void>;
}

const environmentFor = (directory: string, leads: number): NodeJS.ProcessEnv => ({
  ...process.env,
  DATABASE_URL: `file:${join(directory, "dashboard.db")}`,
  SAMPLE_LEADS: String(leads),
  HOST: "127.0.0.1",
  APP_URL: "",
  HERMON_API_KEY: "",
  RATE_LIMIT_RPM: "0",
});

/**
 * Starts the server over the database in `directory`; a first start makes that many leads.
 * @param settings come on top of the bench's own
 */
export async function startApp(
  directory: string,
  leads: number,
  settings: NodeJS.ProcessEnv = {},
): Promise<App> {
  const port = await freePort();
  const delayFile = join(directory, "event-loop-delay");
  const env = {
    ...environmentFor(directory, leads),
    PORT: String(port),
    EVENT_LOOP_DELAY_FILE: delayFile,
    ...settings,
  };
  const begun = performance.now();
  const log = join(directory, "server.log");
  // As `npm start` does: left to itself, V8 gives 130 MB to what is thrown away at once, and 100 MB
  // more to rows that were on their way from a thread when it looked. With half of these 16 MB it
  // collects so often that a third fewer lists are answered.
  const flags = ["--max-semi-space-size=16", "--heap-growing-percent=30"];
  const program = [...flags, "--import", "./bench/event-loop-delay.ts", "src/server/main.ts"];
  const server = spawn(process.execPath, program, {
    env,
    stdio: ["ignore", "ignore", openSync(log, "w")],
  });
  const url = `http://127.0.0.1:${port}`;
  if (!(await isReady(url, server))) {
    throw new Error(`The server didn't start:\n${readFileSync(log, "utf8")}`);
  }
  const readyAfter = performance.now() - begun;
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  };
  return {
    url,
    readyAfter,
    peakMemory: () => peakMemoryOf(server),
    resetEventLoopDelay: () => server.kill("SIGUSR2"),
    stop: async () => {
      await end("SIGTERM");
      return Number(readFileSync(delayFile, "utf8"));
    },
    kill: () => end("SIGKILL"),
  };
}

async function isReady(url: string, server: ChildProcess): Promise<boolean> {
  while (server.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return true;
    await sleep(5);
  }
  return false;
}

/** In MB. Only Linux remembers the peak; elsewhere it is what is held now. */
function peakMemoryOf({ pid }: ChildProcess): number {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status)
    ? /VmHWM:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1]
    : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(kilobytes) / 1024;
}

/** Signs in as the sample manager and gives the session's cookie, `name=value`. */
export async function signIn(url: string): Promise<string> {
  const people = await createClient({ baseUrl: url }).call(listSamplePeople);
  const manager = people.find(({ part }) => part === "manager");
  if (!manager) throw new Error("There is no sample manager");
  const path = requestPath(continueAsSamplePerson, { params: { id: manager.id } });
  const answer = await fetch(url + path, { method: "POST", headers: { origin: url } });
  return cookieOf(answer);
}

function cookieOf(answer: Response): string {
  const [cookie] = answer.headers.getSetCookie();
  if (!cookie) throw new Error(`Signing in answered ${answer.status}`);
  return cookie.split(";")[0] ?? "";
}

const MANAGER = { email: "bench@example.com", password: "a password for the bench" };

/** Makes a manager with the admin command, where there are no sample people. */
export function createManager(directory: string): void {
  const command = ["src/server/admin/admin.ts", "user", "create", MANAGER.email, "--name", "Bench"];
  const env = environmentFor(directory, 0);
  const input = MANAGER.password;
  const options = ["--role", "manager", "--password-stdin"];
  execFileSync(process.execPath, [...command, ...options], { env, input });
}

/** Signs in as that manager, and gives the session's cookie, `name=value`. */
export async function signInManager(url: string): Promise<string> {
  const answer = await fetch(url + requestPath(signInWithPassword, {}), {
    method: "POST",
    headers: { origin: url, "content-type": "application/json" },
    body: JSON.stringify(MANAGER),
  });
  return cookieOf(answer);
}

/** Makes an API key with the admin command. */
export function createKey(directory: string): string {
  const command = ["src/server/admin/admin.ts", "key", "create", "bench"];
  const env = environmentFor(directory, 0);
  return execFileSync(process.execPath, command, { env, encoding: "utf8" }).trim();
}
