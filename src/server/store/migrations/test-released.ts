import { RateLimiterMemory } from "rate-limiter-flexible";
import { expect } from "vitest";
import { type Insertable, Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import type { NewLead } from "../additions.ts";
import { NOBODY } from "../leads/lead-filter.ts";
import type { Store } from "../open.ts";
import { filePath } from "../sqlite/file-path.ts";
import { openSqliteFile } from "../sqlite/file.ts";
import type { OptInsTable } from "../opt-ins/opt-in-tables.ts";
import type { Tables } from "../tables.ts";
import { newFileUrl } from "../test-store.ts";
import { WriteQueue } from "../database/write-queue.ts";
import * as leads from "./0001-leads.ts";
import * as accounts from "./0002-accounts.ts";
import * as mirror from "./0003-mirror.ts";

/** Databases as released versions of ours left them, with rows as they wrote them. */

/** What was released before the mirror, and with it. */
export const BEFORE_MIRROR = { "0001-leads": leads, "0002-accounts": accounts };
export const RELEASED = { ...BEFORE_MIRROR, "0003-mirror": mirror };

/** A new store with the tables of these migrations alone. */
export async function openReleased(
  migrations: Partial<typeof RELEASED>,
  url = newFileUrl(),
): Promise<Store> {
  const file = await openSqliteFile(filePath(url), { isOwned: true });
  const db = new Kysely<Tables>({ dialect: file.dialect });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  const queue = new WriteQueue(db);
  const store: Store = {
    id: Symbol("released"),
    db,
    now: sql<number>`0`,
    withoutIndex: (column) => sql.ref(column),
    read: (work) => work(store),
    write: (work) => queue.add(work),
    version: () => file.version(),
    onCommit: (listener) => file.onCommit(listener),
    limiter: (quota) => new RateLimiterMemory({ ...quota, duration: quota.seconds }),
    mirrorLease: undefined,
    probe: async () => {},
    compact: async () => {},
    close: () => db.destroy(),
  };
  return store;
}

export interface OldOptIn extends Omit<Insertable<OptInsTable>, "form" | "own"> {
  readonly provider_form_id?: string | null;
  readonly provider_form_name?: string | null;
}

export interface OldAnswer {
  readonly id: string;
  readonly opt_in: number;
  readonly question: string;
  readonly answer: string | null;
  readonly position: number;
}

export interface OldRows {
  readonly leads: readonly NewLead[];
  readonly opt_ins: readonly OldOptIn[];
  readonly opt_in_answers?: readonly OldAnswer[];
}

/** Adds rows by the columns that they had then. */
export async function addOldRows({ db }: Store, rows: OldRows): Promise<void> {
  const tables = {
    ...rows,
    leads: rows.leads.map((lead) => ({
      ...lead,
      setter: lead.setter ?? NOBODY,
      closer: lead.closer ?? NOBODY,
      triager: lead.triager ?? NOBODY,
    })),
  };
  for (const [table, all] of Object.entries(tables)) {
    for (const row of all) {
      const columns = Object.keys(row).map((name) => sql.ref(name));
      await sql`insert into ${sql.table(table)} (${sql.join(columns)})
        values (${sql.join(Object.values(row))})`.execute(db);
    }
  }
}
