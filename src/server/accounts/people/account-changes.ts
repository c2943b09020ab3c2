import type { Transaction } from "kysely";
import type { AuditAction, AuditActor } from "#api/contract/audit.ts";
import type { Role } from "#api/contract/roles.ts";
import { recordAudit } from "#server/store/audit/audit.ts";
import type { Store } from "#server/store/open.ts";
import type { Tables } from "#server/store/tables.ts";
import type { AccountTables } from "../account-tables.ts";
import { type Account, listManagers } from "./accounts.ts";
import { removeSessions } from "../sessions/own-sessions.ts";

/** What a change of an account came to. */
export type Changed = "done" | "last-manager";

type Work = Transaction<Tables>;

const now = () => new Date().toISOString();

/** Whether without this one nobody would be left who can make anybody a manager. */
async function isLastManager(tx: Work, id: string): Promise<boolean> {
  const managers = await listManagers(tx);
  return managers.length === 1 && managers[0] === id;
}

/** Gives an account another role; its sessions go on with it. The last manager stays one. */
export const changeRole = (
  store: Store,
  { id }: Account,
  role: Role,
  actor: AuditActor,
): Promise<Changed> =>
  store.write(async (tx) => {
    if (role !== "manager" && (await isLastManager(tx, id))) return "last-manager";
    const { numUpdatedRows } = await tx
      .$extendTables<AccountTables>()
      .updateTable("user")
      .set({ role })
      .where("id", "=", id)
      .where("role", "!=", role)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await record(tx, "role-changed", id, actor, role);
    return "done";
  });

/** Lets nobody sign in to an account any more, and ends its sessions. Not the last manager's. */
export const disableAccount = (
  store: Store,
  { id }: Account,
  actor: AuditActor,
): Promise<Changed> =>
  store.write(async (tx) => {
    if (await isLastManager(tx, id)) return "last-manager";
    await setDisabled(tx, id, now());
    await record(tx, "account-disabled", id, actor);
    await removeSessions(tx, id);
    return "done";
  });

/** Lets people sign in to an account again. Sessions from before stay ended. */
export const enableAccount = (store: Store, { id }: Account, actor: AuditActor): Promise<void> =>
  store.write(async (tx) => {
    // Also one that began in the very moment in which the account was disabled.
    await removeSessions(tx, id);
    await setDisabled(tx, id, null);
    await record(tx, "account-enabled", id, actor);
  });

async function setDisabled(tx: Work, id: string, disabledAt: string | null): Promise<void> {
  await tx
    .$extendTables<AccountTables>()
    .updateTable("user")
    .set({ disabledAt })
    .where("id", "=", id)
    .execute();
}

const record = (
  tx: Work,
  action: AuditAction,
  id: string,
  actor: AuditActor,
  detail = "",
): Promise<void> => recordAudit(tx, { actor, action, subject: { kind: "account", id }, detail });
