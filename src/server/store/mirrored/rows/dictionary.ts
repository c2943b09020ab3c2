import { isDeepStrictEqual } from "node:util";
import type { Transaction } from "kysely";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { LeadStatus, Status } from "#api/contract/leads/statuses.ts";
import { UNLISTED } from "#api/contract/vocabulary.ts";
import { NOBODY } from "../../leads/lead-filter.ts";
import type { Tables } from "../../tables.ts";

type Tx = Transaction<Tables>;

/**
 * Takes over Hermon's list of statuses. One that is no longer in it stays, for the leads that have
 * it and for history, but can't be chosen any more.
 * @returns whether anything was different
 */
export async function storeStatuses(tx: Tx, listed: readonly Status[]): Promise<boolean> {
  const stored = await tx.selectFrom("statuses").selectAll().execute();
  const byId = new Map(stored.map(({ seq: _seq, ...status }) => [status.id, status]));
  const changed = listed.filter((status) => !isDeepStrictEqual(status, byId.get(status.id)));
  for (const status of changed) await putStatus(tx, status);
  const ids = new Set(listed.map(({ id }) => id));
  const dropped = stored.filter(({ id, type }) => !ids.has(id) && type !== UNLISTED);
  for (const { id } of dropped) {
    await tx.updateTable("statuses").set({ type: UNLISTED }).where("id", "=", id).execute();
  }
  return changed.length + dropped.length > 0;
}

async function putStatus(tx: Tx, status: Status): Promise<void> {
  await tx
    .insertInto("statuses")
    .values(status)
    .onConflict((on) => on.column("id").doUpdateSet(status))
    .execute();
}

/**
 * The row numbers of what leads point at. Each is looked up once; what isn't there yet is added. It
 * is good for one transaction: what it added may be rolled back.
 */
export class Pointers {
  readonly #tx: Tx;
  readonly #known = new Map<string, number>();
  #hasNewStatuses = false;

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  /** Whether a status was added, or is another one than before. */
  get hasNewStatuses(): boolean {
    return this.#hasNewStatuses;
  }

  /** A status that Hermon's list lacks is kept as leads have it. */
  status(status: LeadStatus): Promise<number> {
    return this.#once(["status", status.id], async () => {
      const found = await this.#tx
        .selectFrom("statuses")
        .selectAll()
        .where("id", "=", status.id)
        .executeTakeFirst();
      if (found && found.type !== UNLISTED) return found.seq;
      const row = { ...status, type: UNLISTED };
      if (found && isDeepStrictEqual({ ...row, seq: found.seq }, { ...found })) return found.seq;
      await putStatus(this.#tx, row);
      this.#hasNewStatuses = true;
      return found?.seq ?? (await this.#seqOfStatus(status.id));
    });
  }

  /** @param email as Hermon wrote it; `null`: nobody */
  async person(email: string | null): Promise<number> {
    if (email === null) return NOBODY;
    const key = emailKey(email);
    return this.#once(["person", key], async () => {
      const found = await this.#tx
        .selectFrom("people")
        .select("seq")
        .where("email", "=", key)
        .executeTakeFirst();
      if (found) return found.seq;
      const { seq } = await this.#tx
        .insertInto("people")
        .values({
          email: key,
          name: null,
          clerk_user_id: null,
          spelled: email === key ? null : email,
        })
        .returning("seq")
        .executeTakeFirstOrThrow();
      return seq;
    });
  }

  /** `null` for a source that is empty. */
  async source({ id, name }: { id: string | null; name: string | null }): Promise<number | null> {
    if (id === null && name === null) return null;
    return this.#once(["source", id, name], async () => {
      const found = await this.#tx
        .selectFrom("lead_sources")
        .select("seq")
        .where("id", "is not distinct from", id)
        .where("name", "is not distinct from", name)
        .executeTakeFirst();
      if (found) return found.seq;
      const { seq } = await this.#tx
        .insertInto("lead_sources")
        .values({ id, name })
        .returning("seq")
        .executeTakeFirstOrThrow();
      return seq;
    });
  }

  async #seqOfStatus(id: string): Promise<number> {
    const { seq } = await this.#tx
      .selectFrom("statuses")
      .select("seq")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return seq;
  }

  async #once(what: readonly unknown[], find: () => Promise<number>): Promise<number> {
    const key = JSON.stringify(what);
    const known = this.#known.get(key) ?? (await find());
    this.#known.set(key, known);
    return known;
  }
}
