import type { Transaction } from "kysely";
import type { AuditActor } from "#api/contract/people/audit.ts";
import type { Person } from "#api/contract/people/people.ts";
import type { Role } from "#api/contract/people/roles.ts";
import { recordOnAccount } from "#server/store/audit/audit.ts";
import { recordChanges } from "#server/store/events/record-changes.ts";
import type { Store } from "#server/store/open.ts";
import { renameOwner } from "#server/store/people.ts";
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
    if (numUpdatedRows > 0n) {
      await recordOnAccount(tx, id, { actor, action: "role-changed", detail: role });
    }
    return "done";
  });

/**
 * Gives an account another name, and whoever owns leads with its e-mail. Open pages are told. What was
 * recorded before keeps the name of then.
 */
export const changeName = (
  store: Store,
  { id, email }: Pick<Person, "id" | "email">,
  name: string,
  actor: AuditActor,
): Promise<void> =>
  store.write(async (tx) => {
    const { numUpdatedRows } = await tx
      .$extendTables<AccountTables>()
      .updateTable("user")
      .set({ name })
      .where("id", "=", id)
      .where("name", "!=", name)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await renameOwner(tx, email, name);
    await recordOnAccount(tx, id, { actor, action: "name-changed", detail: name });
    await recordChanges(tx, { statuses: true });
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
    await recordOnAccount(tx, id, { actor, action: "account-disabled" });
    await removeSessions(tx, id);
    return "done";
  });

/** Lets people sign in to an account again. Sessions from before stay ended. */
export const enableAccount = (store: Store, { id }: Account, actor: AuditActor): Promise<void> =>
  store.write(async (tx) => {
    // Also one that began in the very moment in which the account was disabled.
    await removeSessions(tx, id);
    await setDisabled(tx, id, null);
    await recordOnAccount(tx, id, { actor, action: "account-enabled" });
  });

async function setDisabled(tx: Work, id: string, disabledAt: string | null): Promise<void> {
  await tx
    .$extendTables<AccountTables>()
    .updateTable("user")
    .set({ disabledAt })
    .where("id", "=", id)
    .execute();
}
