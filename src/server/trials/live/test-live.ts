import { onTestFinished, vi } from "vitest";
import type { Client } from "#api/client.ts";
import { listLeadActivity, type StatusChange } from "#api/contract/leads/lead-history.ts";
import { getConnection, getSync, syncNow } from "#api/contract/sync.ts";
import { ApiError } from "#api/errors.ts";
import { openLog } from "#server/boot/log.ts";
import { parseSettings } from "#server/boot/settings.ts";
import { start } from "#server/boot/start.ts";
import type { Store } from "#server/store/open.ts";
import { newDatabase } from "#server/store/test-store.ts";
import { startTestHermon, type TestHermon } from "./test-hermon.ts";
import { present } from "#server/test-server.ts";
import { shared } from "../test-shared.ts";
import { APP_SECRET, openSideDoor } from "./test-side-door.ts";

interface LiveOptions {
  /** Of Hermon's made-up workspace. Default: 120, so that lists have two pages. */
  readonly leads?: number;
  readonly maxPerSecond?: number;
  /** How often the first pages are read. Default: 1. */
  readonly pollSeconds?: number;
  /** Sent to Hermon in place of the right one. */
  readonly key?: string;
  /** What is done to Hermon before the mirror starts. */
  readonly before?: (hermon: TestHermon) => Promise<void> | void;
}

/** A server in live mode, and the Hermon it mirrors. */
export interface Live {
  readonly hermon: TestHermon;
  readonly url: string;
  /** The mirror's database. */
  readonly store: Store;
  /** Ada, who is a manager, in her browser. */
  readonly ada: Client;
  /** A sender with a key of the mirror's own. */
  readonly sender: Client;
  /** All that was logged so far. */
  log(): string;
  /** Someone else in another browser. */
  readonly person: (name: string) => Promise<Client>;
  /** The cookie of one more. */
  readonly session: (name: string) => Promise<{ readonly cookie: string }>;
  close(): Promise<void>;
}

/** The settings of a server that mirrors this Hermon through its proxy. */
export const liveSettings = (hermon: TestHermon, databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  APP_SECRET,
  PORT: "0",
  RATE_LIMIT_RPM: "0",
  LOG_LEVEL: "trace",
  HERMON_API_KEY: hermon.key,
  HERMON_API_URL: hermon.proxy.url,
  HERMON_MAX_RPS: "1000",
  HERMON_POLL_SECONDS: "1",
});

/** Starts both in this process; whoever starts them closes them. */
export async function startLive(options: LiveOptions = {}): Promise<Live> {
  const hermon = await startTestHermon(options.leads ?? 120);
  await options.before?.(hermon);
  const { url: databaseUrl, remove } = await newDatabase();
  const settings = parseSettings({
    ...liveSettings(hermon, databaseUrl),
    HERMON_API_KEY: options.key ?? hermon.key,
    HERMON_MAX_RPS: String(options.maxPerSecond ?? 1_000),
    HERMON_POLL_SECONDS: String(options.pollSeconds ?? 1),
  });
  let log = "";
  const running = await start(
    settings,
    openLog("trace", {
      write(line) {
        log += line;
      },
    }),
  );
  const door = await openSideDoor(databaseUrl);
  return {
    hermon,
    url: running.address,
    store: door.store,
    ada: await door.person(running.address, "Ada"),
    sender: await door.sender(running.address),
    log: () => log,
    person: (name) => door.person(running.address, name),
    session: (name) => door.session(name),
    async close() {
      await door.close();
      await running.stop();
      await hermon.close();
      await remove();
    },
  };
}

/** The same, closed when the test ends. */
export async function openLive(options?: LiveOptions): Promise<Live> {
  const live = await startLive(options);
  onTestFinished(() => live.close());
  return live;
}

/** The same for all tests of a file, when the first copy is whole. */
export const withLive = (options?: LiveOptions): (() => Live) =>
  shared(async () => {
    const live = await startLive(options);
    await untilWhole(live.ada);
    return live;
  });

/** Waits for something that comes by itself. */
export const until = (condition: () => Promise<boolean> | boolean) =>
  vi.waitUntil(condition, { timeout: 60_000, interval: 20 });

/** What a manager is told of the connection. */
export const connectionOf = async (manager: Client) =>
  present((await manager.call(getConnection)).hermon);

/** Waits until all that Hermon has is here, answers of opt-ins included. */
export const untilWhole = (manager: Client) =>
  until(async () => {
    const { phase } = await manager.call(getSync);
    const { leads, opt_ins, opt_in_details } = await connectionOf(manager);
    const isHere = leads.here === leads.there && opt_ins.here === opt_ins.there;
    return phase === "current" && isHere && opt_in_details === opt_ins.here;
  });

/** Waits until all was read through once more, from a beginning after now. */
export async function untilScanned(manager: Client): Promise<void> {
  // The one that ends next may have begun already.
  for (let scan = 1; scan <= 2; scan += 1) {
    const { scanned_at: before } = await connectionOf(manager);
    await manager.call(syncNow);
    await until(async () => (await connectionOf(manager)).scanned_at !== before);
  }
}

/** What went wrong with a call. */
export async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (error instanceof ApiError) return error;
  throw new Error("The call didn't fail as an API does");
}

/** The status changes of a lead, newest first. */
export async function changesOf(person: Client, leadId: string): Promise<StatusChange[]> {
  const { data } = await person.call(listLeadActivity, { params: { id: leadId } });
  return data.filter((entry) => entry.kind === "status-change");
}

/** Who changed the status of a lead, newest first. */
export async function activityOf(person: Client, leadId: string) {
  const changes = await changesOf(person, leadId);
  return changes.map(({ by, from, to }) => ({ ...by, from: from.id, to: to.id }));
}
