import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql, type Transaction } from "kysely";
import { inject, onTestFinished } from "vitest";
import type { TrafficAttribution } from "#api/contract/opt-ins/opt-ins.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { SOURCES } from "#api/contract/vocabulary.ts";
import { addLeads, type NewLead } from "./additions.ts";
import { isPostgres } from "./database/kind-of.ts";
import { openStore, type Store } from "./open.ts";
import { newPostgresDatabase, onServer } from "./postgres/test-database.ts";
import { filePath } from "./sqlite/file-path.ts";
import type { Tables } from "./tables.ts";

export interface TestDatabase {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

/**
 * A new database of the kind that the project of these tests is for: none is there yet, or one
 * without any rows. To be removed when all have closed it.
 */
export async function newDatabase(): Promise<TestDatabase> {
  const server = inject("postgres");
  if (server !== undefined) return newPostgresDatabase(server);
  const folder = await mkdtemp(join(tmpdir(), "store-"));
  return {
    url: `file:${join(folder, "test.db")}`,
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The address of a new database that goes when the test ends. */
export async function newDatabaseUrl(): Promise<string> {
  const { url, remove } = await newDatabase();
  onTestFinished(remove);
  return url;
}

/** The same in a file, whichever database the tests are for. */
export function newFileUrl(): string {
  const folder = mkdtempSync(join(tmpdir(), "store-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return `file:${join(folder, "test.db")}`;
}

/** What another program does to the database at `url`. */
export async function doElsewhere(url: string, query: string): Promise<Record<string, unknown>[]> {
  if (isPostgres(url)) return onServer(url, query);
  const database = new DatabaseSync(filePath(url));
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
}

/** Every row that is added to the table fails, until it is mended, as if the power were cut there. */
export async function breakTable({ db }: Store, table: string): Promise<() => Promise<void>> {
  const begin = `create trigger cut before insert on ${table}`;
  if (inject("postgres") === undefined) {
    await sql.raw(`${begin} begin select raise(abort, 'cut'); end`).execute(db);
    return async () => void (await sql.raw("drop trigger cut").execute(db));
  }
  const cut = "create function cut() returns trigger language plpgsql as";
  await sql.raw(`${cut} $$ begin raise 'cut'; end $$`).execute(db);
  await sql.raw(`${begin} for each row execute function cut()`).execute(db);
  return async () => void (await sql.raw(`drop function cut() cascade`).execute(db));
}

/** Has the references of answers to opt-ins checked at the commit, and not before. */
export async function deferReferences(tx: Transaction<Tables>): Promise<void> {
  const deferring =
    inject("postgres") === undefined
      ? "pragma defer_foreign_keys = on"
      : `alter table opt_in_answers alter constraint opt_in_answers_opt_in_fkey
           deferrable initially deferred`;
  await sql.raw(deferring).execute(tx);
}

/** An open store without any rows, closed when the test ends. */
export async function openTestStore(given?: string): Promise<Store> {
  const store = await openStore(given ?? (await newDatabaseUrl()));
  onTestFinished(() => store.close());
  return store;
}

/** Five statuses, the last one for opportunities only; `seq` from 1. */
export const STATUSES = [
  { name: "New lead", role: "NEW_LEAD", type: "BOTH" },
  { name: "Call booked", role: "APPOINTMENT_BOOKED", type: "LEAD" },
  { name: "Second call booked", role: "APPOINTMENT_BOOKED", type: "LEAD" },
  { name: "Won", role: "WON", type: "BOTH" },
  { name: "Negotiation", role: "FOLLOW_UP", type: "OPPORTUNITY" },
].map((status, at) => ({ seq: at + 1, id: randomUUID(), ...status }));

/** One of {@link STATUSES} as a lead of Hermon's carries it, by its `seq`. */
export function leadStatus(seq: number): LeadStatus {
  const found = STATUSES.find((status) => status.seq === seq);
  if (!found) throw new Error(`There is no status ${seq} in tests`);
  const { id, name, role } = found;
  return { id, name, role, description: null, text_color: null, bg_color: null };
}

/** Four people; `seq` from 1. */
export const PEOPLE = ["ada", "ben", "cleo", "dan"].map((name, at) => ({
  seq: at + 1,
  email: `${name}@example.com`,
  name: at === 3 ? null : name,
  clerk_user_id: `user_${name}`,
}));

/** Two who change statuses. */
export const ADA = { kind: "person", id: "1", name: "Ada" } as const;
export const FORM = { kind: "key", id: "2", name: "Form" } as const;

/** Who works at the machine itself, for the audit log. */
export const OPERATOR = { kind: "operator", id: "ops", address: null } as const;

/** Who signs in, from where. */
export const VISITOR = { device: "a test", address: "203.0.113.9" } as const;

/** The attribution of an opt-in that says nothing of where it came from. */
export const NO_TRAFFIC: TrafficAttribution = {
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  utm_content: null,
  utm_term: null,
  referrer: null,
  landing_page: null,
};

/** Adds {@link STATUSES} and {@link PEOPLE}. */
export const addTeam = (store: Store): Promise<void> =>
  store.write(async (tx) => {
    await tx.insertInto("statuses").values(STATUSES).execute();
    await tx.insertInto("people").values(PEOPLE).execute();
  });

/** A new lead with nothing but what it must have. */
export function plainLead(own: Partial<NewLead> = {}): NewLead {
  const id = randomUUID();
  const email = `${id}@example.com`;
  const now = Date.now();
  return {
    id,
    first_name: "Ida",
    email,
    email_key: email,
    source: "OTHER",
    status: 1,
    created_at: now,
    updated_at: now,
    ...own,
  };
}

/**
 * Leads of every mixture of sources, statuses and owners, over ten days, many of them created in the
 * same millisecond; always the same for the same number. Numbered from 1.
 */
export const mixedLeads = (count: number): (NewLead & { readonly seq: number })[] =>
  Array.from({ length: count }, (_, n) => {
    const among = (values: number) =>
      Math.floor((((n * 7919 + values * 104_729) % 1_009) / 1_009) * values);
    const own = plainLead({
      source: SOURCES[among(3)] ?? "OTHER",
      status: 1 + among(4),
      setter: among(5) || null,
      closer: among(4) || null,
      triager: among(2) || null,
      created_at: Date.UTC(2026, 0, 1) + among(10) * 86_400_000 + among(7) * 1_000,
    });
    return { ...own, seq: n + 1 };
  });

/** Adds {@link mixedLeads} to a store without leads. */
export async function addMixedLeads(
  store: Store,
  count: number,
): Promise<ReturnType<typeof mixedLeads>> {
  const leads = mixedLeads(count);
  await store.write((tx) => addLeads(tx, leads));
  return leads;
}
