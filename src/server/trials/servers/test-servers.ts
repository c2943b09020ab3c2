import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { listStatusChanges, type StatusResult } from "#server/store/statuses/status-changes.ts";
import type { Mirror } from "#server/mirror/mirror.ts";
import type { Store } from "#server/store/open.ts";
import { RecordFailure } from "#server/store/record/lead-record.ts";
import { newDatabase } from "#server/store/test-store.ts";
import { startTestHermon, type TestHermon } from "../live/test-hermon.ts";
import { startTestProxy, type TestProxy } from "../live/test-proxy.ts";
import { type ServerSettings, startOne } from "./test-one.ts";

export interface OneOfMany {
  readonly store: Store;
  readonly mirror: Mirror;
  readonly logged: readonly string[];
  /** On its own way to Hermon. */
  readonly proxy: TestProxy;
  stop(): Promise<void>;
}

const APART = import.meta.resolve("./test-server-apart.ts");

interface Options {
  readonly leads?: number;
  readonly maxPerSecond?: number;
  readonly pollSeconds?: number;
  readonly leaseMs?: number;
}

/** A Hermon, and servers that share a mirror of it; whoever opens them closes them. */
export async function openServers({
  leads = 40,
  maxPerSecond = 1_000,
  pollSeconds = 600,
  leaseMs = 6_000,
}: Options = {}) {
  const hermon = await startTestHermon(leads);
  const { url, remove } = await newDatabase();
  const closers = [remove, () => hermon.close()];
  async function ownWay() {
    const proxy = await startTestProxy(hermon.proxy.url);
    closers.push(() => proxy.close());
    const settings: ServerSettings = {
      DATABASE_URL: url,
      HERMON_URL: proxy.url,
      HERMON_KEY: hermon.key,
      MAX_PER_SECOND: String(maxPerSecond),
      POLL_SECONDS: String(pollSeconds),
      LEASE_MS: String(leaseMs),
    };
    return { proxy, settings };
  }
  return {
    hermon,
    /** Of the database. */
    url,
    /** Starts one more in this process. */
    start: async (): Promise<OneOfMany> => {
      const { proxy, settings } = await ownWay();
      const logged: string[] = [];
      const { store, mirror } = await startOne(settings, (line) => logged.push(line));
      let stopped: Promise<void> | undefined;
      const stop = () => (stopped ??= mirror.stop().then(() => store.close()));
      closers.push(stop);
      return { store, mirror, logged, proxy, stop };
    },
    /** Starts one more in a process of its own, which asks Hermon. */
    startApart: async () => {
      const { proxy, settings } = await ownWay();
      const child = spawn(process.execPath, [fileURLToPath(APART)], {
        env: { ...process.env, ...settings },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = once(child, "exit");
      closers.push(async () => {
        child.kill("SIGKILL");
        await ended;
      });
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
      await once(child.stdout, "data");
      return {
        proxy,
        ended,
        said: () => said,
        kill: (signal: NodeJS.Signals) => child.kill(signal),
      };
    },
    async close() {
      for (const close of closers.toReversed()) await close();
    },
  };
}

export type Servers = Awaited<ReturnType<typeof openServers>>;

const ADA = { kind: "person", id: "1", name: "Ada" } as const;

/** Ada changes a lead's status by way of that server: what she is told. */
export async function changeBy(
  { mirror }: Pick<OneOfMany, "mirror">,
  hermon: TestHermon,
  place: number,
  seen?: string,
): Promise<StatusResult["outcome"] | RecordFailure> {
  const lead = await hermon.leadAt(place);
  const statusId = await hermon.otherStatus(lead);
  const expectedStatusId = seen ?? lead.status.id;
  return mirror.record
    .changeStatus({ leadId: lead.id, statusId, expectedStatusId, actor: ADA })
    .then(({ outcome }) => outcome, failureOf);
}

/** A failure of the record; any other error is thrown. */
export function failureOf(error: unknown): RecordFailure {
  if (error instanceof RecordFailure) return error;
  throw error;
}

/** Who changed the status of a lead, newest first. */
export async function changersOf({ store }: Pick<OneOfMany, "store">, leadId: string) {
  return ((await listStatusChanges(store, leadId)) ?? []).map(({ by }) => by.name);
}
