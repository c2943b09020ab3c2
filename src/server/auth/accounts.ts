import type { Kysely } from "kysely";
import { isSameEmail } from "#api/contract/email-key.ts";
import type { Person, Role } from "#api/contract/people.ts";
import type { Tables } from "#server/store/tables.ts";
import type { Store } from "#server/store/open.ts";
import type { AccountTables } from "./account-tables.ts";
import type { Auth } from "./better-auth.ts";
import { roleOf } from "./sessions.ts";

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Left out: nobody can sign in with a password, as with sample people. */
  readonly password?: string;
  readonly sample?: boolean;
}

const accountsOf = (store: Store) => store.db.$extendTables<AccountTables>();

/**
 * Makes an account and gives its id, or `null` when the e-mail already has one. Passwords are
 * hashed before anything is written, so that no account is left without its password.
 */
export async function createAccount(
  store: Store,
  auth: Auth,
  { password, name, email, role, sample = false }: NewAccount,
): Promise<string | null> {
  if (await findAccount(store, email)) return null;
  const { internalAdapter, password: passwords } = await auth.$context;
  const hash = password === undefined ? undefined : await passwords.hash(password);
  const user = await internalAdapter.createUser(
    { name, email, role, sample, emailVerified: false },
    { method: "admin" },
  );
  if (hash) {
    await internalAdapter.linkAccount({
      userId: user.id,
      accountId: user.id,
      providerId: "credential",
      password: hash,
    });
  }
  return user.id;
}

/** The account with that e-mail, however it is written. So few are there that all are compared. */
export async function findAccount(
  store: Store,
  email: string,
): Promise<{ readonly id: string } | undefined> {
  const accounts = await accountsOf(store).selectFrom("user").select(["id", "email"]).execute();
  return accounts.find((account) => isSameEmail(account.email, email));
}

/** Someone with an account. */
export interface Account extends Person {
  readonly sample: boolean;
  /** Whether nobody can sign in to it. */
  readonly disabled: boolean;
}

/** Everyone with an account, in order of e-mail. */
export async function listAccounts(store: Store): Promise<Account[]> {
  const rows = await accountsOf(store)
    .selectFrom("user")
    .select(["id", "name", "email", "role", "sample", "disabledAt"])
    .orderBy("email")
    .execute();
  return rows.map(({ disabledAt, ...row }) => ({
    ...row,
    role: roleOf(row.role),
    sample: Boolean(row.sample),
    disabled: disabledAt !== null,
  }));
}

/** Whether there is a manager who can sign in; sample people count only where they may. */
export async function hasManager(store: Store, sampleAllowed: boolean): Promise<boolean> {
  if ((await listManagers(store.db)).length > 0) return true;
  if (!sampleAllowed) return false;
  const accounts = await listAccounts(store);
  return accounts.some(({ role, sample, disabled }) => role === "manager" && sample && !disabled);
}

/** The ids of the managers who can sign in with a password, in a transaction or on their own. */
export async function listManagers(db: Kysely<Tables>): Promise<string[]> {
  const managers = await db
    .$extendTables<AccountTables>()
    .selectFrom("user")
    .innerJoin("account", "account.userId", "user.id")
    .select("user.id")
    .where("role", "=", "manager")
    .where("disabledAt", "is", null)
    .where("password", "is not", null)
    .execute();
  return managers.map(({ id }) => id);
}
