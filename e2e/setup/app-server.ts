import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";

/** Whom the admin command makes an account for. */
export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly role: "manager" | "member" | "viewer";
  readonly password: string;
}

/** A server of the app in a process of its own, over the database in `directory`. */
export interface AppServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Where the first manager makes an account, if the server said so. */
  readonly firstManagerLink: string | undefined;
  /** Makes an API key with the admin command. */
  createKey(name: string): Promise<string>;
  /** Runs the admin command. */
  admin(...words: string[]): Promise<unknown>;
  /** Makes an account with the admin command. */
  createPerson(person: NewPerson): Promise<void>;
  /**
   * Stops it as an operator would.
   * @throws when it doesn't end cleanly, or has logged an error meanwhile
   */
  stop(): Promise<void>;
}

const run = promisify(execFile);

const environmentFor = (directory: string, settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...process.env,
  DATABASE_URL: `file:${join(directory, "dashboard.db")}`,
  HOST: "127.0.0.1",
  PORT: "0",
  APP_URL: "",
  // Set, so that a developer's `.env` doesn't count.
  HERMON_API_KEY: "",
  SAMPLE_LEADS: "2400",
  RATE_LIMIT_RPM: "0",
  LOG_LEVEL: "error",
  ...settings,
});

/** Starts the app and waits until it says where it listens. */
export async function startAppServer(
  directory: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<AppServer> {
  const env = environmentFor(directory, settings);
  const server = spawn(process.execPath, ["src/server/main.ts"], { env, stdio: "pipe" });
  const output = collect(server);
  const url = await announcedUrl(server, output);
  const admin = (...words: string[]) =>
    run(process.execPath, ["src/server/admin/admin.ts", ...words], { env });
  return {
    url,
    admin,
    get firstManagerLink() {
      return /http\S+\/first-manager\S+/.exec(output.lines.join("\n"))?.[0];
    },
    async createKey(name) {
      const { stdout } = await admin("key", "create", name);
      return stdout.trim();
    },
    async createPerson({ email, name, role, password }) {
      const made = admin(
        "user",
        "create",
        email,
        "--name",
        name,
        "--role",
        role,
        "--password-stdin",
      );
      made.child.stdin?.end(password);
      await made;
    },
    async stop() {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
      const errors = output.lines.filter((line) => line.startsWith("{"));
      if (server.exitCode !== 0 || errors.length > 0) {
        throw new Error(`The server ended with ${server.exitCode}:\n${output.lines.join("\n")}`);
      }
    },
  };
}

interface Output {
  lines: string[];
}

function collect(server: ChildProcess): Output {
  const output: Output = { lines: [] };
  for (const stream of [server.stdout, server.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output.lines.push(...text.split("\n").filter(Boolean));
    });
  }
  return output;
}

/** The one line with the address, without a port of our own choice to collide with another's. */
function announcedUrl(server: ChildProcess, output: Output): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output.lines.join("\n"));
      if (url) resolve(url[0]);
    };
    server.stdout?.on("data", look);
    server.once("exit", (code) =>
      reject(new Error(`The server didn't start (${code}):\n${output.lines.join("\n")}`)),
    );
  });
}
