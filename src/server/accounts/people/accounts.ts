import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type { AuditActor } from "#api/contract/people/audit.ts";
import { isSameEmail } from "#api/contract/text/email-key.ts";
import type { Person } from "#api/contract/people/people.ts";
import { type Role, ROLES } from "#api/contract/people/roles.ts";
import type { SamplePerson } from "#api/contract/people/sign-in.ts";
import { recordOnAccount } from "#server/store/audit/audit.ts";
import { ownerColumnOf } from "#server/store/counts/lead-counts.ts";
import type { Store } from "#server/store/open.ts";
import type { Tables } from "#server/store/tables.ts";
import type { AccountTables } from "../account-tables.ts";
import type { Auth } from "../better-auth.ts";
import { roleOf } from "../sessions/sessions.ts";

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Left out: nobody can sign in with a password, as with sample people. */
  readonly password?: string;
  readonly sample?: boolean;
}

const accountsOf = (db: Kysely<Tables>) => db.$extendTables<AccountTables>();

/** Makes an account and gives its id, or `null` when the e-mail already has one. */
export async function createAccount(
  store: Store,
  auth: Auth,
  account: NewAccount,
  actor: AuditActor,
): Promise<string | null> {
  const rows = await rowsOf(auth, account);
  return store.write((tx) => addAccount(tx, rows, actor));
}

/** The account with that e-mail, however it is written. So few are there that all are compared. */
export async function findAccount(
  { db }: Pick<Store, "db">,
  email: string,
): Promise<{ readonly id: string } | undefined> {
  const accounts = await accountsOf(db).selectFrom("user").select(["id", "email"]).execute();
  return accounts.find((account) => isSameEmail(account.email, email));
}

/** What is written for an account; with its password hashed, which takes a while. */
export async function rowsOf(auth: Auth, account: NewAccount) {
  const { password, name, email, role, sample = false } = account;
  const { password: passwords } = await auth.$context;
  const id = randomUUID();
  const now = new Date().toISOString();
  const at = { createdAt: now, updatedAt: now };
  const user = {
    ...at,
    id,
    name,
    email: email.trim().toLowerCase(),
    role,
    sample: Number(sample),
    emailVerified: 0,
  };
  const hash = password === undefined ? undefined : await passwords.hash(password);
  // As better-auth itself would write it.
  const credential = hash && {
    ...at,
    id: randomUUID(),
    userId: id,
    accountId: id,
    providerId: "credential",
    password: hash,
  };
  return { user, credential };
}

/** Writes an account with its password, both or neither; `null` when the e-mail already has one. */
export async function addAccount(
  tx: Transaction<Tables>,
  { user, credential }: Awaited<ReturnType<typeof rowsOf>>,
  actor: AuditActor,
): Promise<string | null> {
  if (await findAccount({ db: tx }, user.email)) return null;
  await accountsOf(tx).insertInto("user").values(user).execute();
  if (credential) await accountsOf(tx).insertInto("account").values(credential).execute();
  await recordOnAccount(tx, user.id, { actor, action: "account-created", detail: user.role });
  return user.id;
}

/** Someone with an account. */
export interface Account extends Person {
  readonly sample: boolean;
  /** Whether nobody can sign in to it. */
  readonly disabled: boolean;
}

/** Everyone with an account, in order of e-mail. */
export async function listAccounts(store: Store): Promise<Account[]> {
  const rows = await accountsOf(store.db)
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

/** Whom one may continue as, those who may do most first. A member's part is what they own. */
export async function listSamplePeople(store: Store): Promise<SamplePerson[]> {
  const accounts = await listAccounts(store);
  const people = accounts
    .filter(({ sample, disabled }) => sample && !disabled)
    .toSorted((a, b) => ROLES.indexOf(b.role) - ROLES.indexOf(a.role));
  return Promise.all(
    people.map(async ({ id, name, email, role }) => ({
      id,
      name,
      part: role === "member" ? ((await ownerColumnOf(store, email)) ?? role) : role,
    })),
  );
}
