import { expect, onTestFinished, vi } from "vitest";
import type { Client } from "#api/client.ts";
import { getLead, type Lead, listLeads } from "#api/contract/leads/leads.ts";
import { getOptIn, listOptIns, type OptIn } from "#api/contract/opt-ins/opt-ins.ts";
import type { Mirror } from "#server/mirror/mirror.ts";
import { startMirror } from "#server/mirror/mirror.ts";
import { setFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";
import { openTestStore } from "#server/store/test-store.ts";
import { listed } from "./test-rows.ts";
import { HERMON_KEY, isRow, type TestHermon } from "./test-hermon.ts";
import { openTestServer } from "#server/test-server.ts";

/** A mirror of a test's Hermon, and our own server in front of it. */
export interface TestMirror {
  readonly store: Store;
  readonly mirror: Mirror;
  /** Our API, for a sender with a key. */
  readonly api: Client;
  /** Each line of the mirror's log. */
  readonly logged: readonly string[];
}

interface MirrorOptions {
  readonly maxPerSecond?: number;
  readonly pollSeconds?: number;
  /** Behind Hermon's address. */
  readonly path?: string;
  /** That of an earlier mirror, which was stopped. */
  readonly store?: Store;
}

/** Starts both over a new database; they stop with the test. */
export async function mirrorOf(
  hermon: TestHermon,
  { maxPerSecond = 1_000, pollSeconds = 1, path = "", store: earlier }: MirrorOptions = {},
): Promise<TestMirror> {
  const store = earlier ?? (await openTestStore());
  // As in live mode: nothing is made up.
  await setFact(store.db, "sample_leads", "0");
  const logged: string[] = [];
  const write = (facts: object, message: string) => {
    logged.push(`${message} ${JSON.stringify(facts)}`);
  };
  const mirror = await startMirror({
    store,
    log: { info: write, warn: write, error: write },
    apiUrl: hermon.url + path,
    apiKey: HERMON_KEY,
    maxPerSecond,
    pollSeconds,
  });
  onTestFinished(() => mirror.stop());
  const { server, close } = await openTestServer({ store, record: mirror.record, sync: mirror });
  onTestFinished(close);
  return { store, mirror, api: server.client(await server.withKey()), logged };
}

/** A test's Hermon that ends with the test. */
export function endsWithTest(hermon: TestHermon): TestHermon {
  onTestFinished(() => hermon.close());
  return hermon;
}

/** Waits until nothing is objected to; the last objection comes out after so many seconds. */
export const comesTrue = <T>(check: () => T | Promise<T>, seconds = 60): Promise<T> =>
  vi.waitFor(check, { timeout: seconds * 1_000, interval: 100 });

/** Waits for the end of the first copy. */
export const copied = ({ mirror }: TestMirror, seconds?: number): Promise<void> =>
  comesTrue(() => {
    if (mirror.state().copied !== null) throw new Error(JSON.stringify(mirror.state()));
  }, seconds);

/** Waits until our lists are Hermon's, reading all of it again and again. */
export const becomesEqual = (mirrored: TestMirror, hermon: TestHermon, seconds?: number) =>
  comesTrue(async () => {
    mirrored.mirror.syncNow();
    await isEqual(mirrored, hermon);
  }, seconds);

/** Holds our lists against Hermon's, row by row and field by field. */
export async function isEqual(mirrored: TestMirror, hermon: TestHermon): Promise<void> {
  expect(await allLeads(mirrored)).toEqual(rowsById(hermon.leads));
  expect(await allOptIns(mirrored)).toEqual(rowsById(hermon.optIns));
}

const rowsById = (rows: readonly unknown[]) =>
  new Map(rows.filter(isRow).map((row) => [row["id"], listed(row)]));

/** All leads our API lists, by id; one that is listed twice is an error. */
export const allLeads = ({ api }: TestMirror): Promise<Map<string, Lead>> =>
  all((page) => api.call(listLeads, { query: { page, limit: 100 } }));

/** The same of opt-ins. */
export const allOptIns = ({ api }: TestMirror): Promise<Map<string, OptIn>> =>
  all((page) => api.call(listOptIns, { query: { page, limit: 100 } }));

interface Page<T> {
  readonly data: readonly T[];
  readonly pagination: { readonly total: number; readonly hasNext: boolean };
}

async function all<T extends { id: string }>(ask: (page: number) => Promise<Page<T>>) {
  const rows: T[] = [];
  for (let number = 1; ; number += 1) {
    const { data, pagination } = await ask(number);
    rows.push(...data);
    if (pagination.hasNext) continue;
    const byId = new Map(rows.map((row) => [row.id, row]));
    const counts = { listed: rows.length, total: pagination.total };
    if (rows.length !== byId.size || rows.length !== counts.total) {
      throw new Error(`Not each once: ${JSON.stringify({ ...counts, distinct: byId.size })}`);
    }
    return byId;
  }
}

export const leadDetails = ({ api }: TestMirror, id: string) =>
  api.call(getLead, { params: { id } });
export const optInDetails = ({ api }: TestMirror, id: string) =>
  api.call(getOptIn, { params: { id } });
