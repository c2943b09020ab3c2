import type { Selectable, Transaction } from "kysely";
import {
  type AuditAction,
  type AuditActor,
  type AuditSubject,
  TRIED_ACTIONS,
} from "#api/contract/people/audit.ts";
import type { Store } from "../open.ts";
import type { Tables } from "../tables.ts";
import type { AuditTable } from "./audit-table.ts";
import { DAY } from "../time.ts";

/** What is done, by whom, on what. */
interface Deed {
  readonly actor: AuditActor;
  readonly action: AuditAction;
  /** Left out where it isn't known: nobody has the e-mail that was tried. */
  readonly subject?: AuditSubject;
  /** What else is to know, in a few words: the new role, how many. Never a secret. */
  readonly detail?: string;
}

/**
 * Records what is done, in the transaction that does it: both are there, or neither.
 * @param tx not `store.db`, so that nothing is done without a record of it
 */
export async function recordAudit(
  tx: Transaction<Tables>,
  { actor, action, subject, detail = "" }: Deed,
): Promise<void> {
  const by = { actor_kind: actor.kind, actor_id: actor.id, address: actor.address };
  const on = { subject_kind: subject?.kind ?? null, subject_id: subject?.id ?? null };
  const row = { at: Date.now(), ...by, action, ...on, detail };
  await tx.insertInto("audit").values(row).execute();
}

/** The same of what is done to an account. */
export const recordOnAccount = (
  tx: Transaction<Tables>,
  id: string,
  deed: Omit<Deed, "subject">,
): Promise<void> => recordAudit(tx, { ...deed, subject: { kind: "account", id } });

/** What was recorded last, the newest first. */
export const listAudit = ({ db }: Store, limit: number): Promise<Selectable<AuditTable>[]> =>
  db.selectFrom("audit").selectAll().orderBy("seq", "desc").limit(limit).execute();

/** How long what was done is kept, and what was only tried, in milliseconds. */
const KEPT = { done: 365 * DAY, tried: 90 * DAY };

/** No more is kept of what was tried: strangers write it, and must not fill the disk with it. */
const MOST_TRIED = 100_000;

/** Removes what is further back than the log goes. */
export const removeOldAudit = (store: Store, mostTried = MOST_TRIED): Promise<void> =>
  store.write(async (tx) => {
    const now = Date.now();
    await tx
      .deleteFrom("audit")
      .where("at", "<=", now - KEPT.done)
      .execute();
    const tooMany = await tx
      .selectFrom("audit")
      .select("seq")
      .where("action", "in", TRIED_ACTIONS)
      .orderBy("seq", "desc")
      .offset(mostTried)
      .limit(1)
      .executeTakeFirst();
    await tx
      .deleteFrom("audit")
      .where("action", "in", TRIED_ACTIONS)
      .where((or) => or.or([or("at", "<=", now - KEPT.tried), or("seq", "<=", tooMany?.seq ?? 0)]))
      .execute();
  });
