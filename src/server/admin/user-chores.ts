import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import * as z from "zod/mini";
import { isSameEmail } from "#api/contract/text/email-key.ts";
import { ROLES } from "#api/contract/people/roles.ts";
import { createFirstManager } from "#api/contract/people/sign-in.ts";
import {
  changeRole,
  disableAccount,
  enableAccount,
} from "#server/accounts/people/account-changes.ts";
import { setPassword } from "#server/accounts/passwords/account-passwords.ts";
import { type Account, createAccount, listAccounts } from "#server/accounts/people/accounts.ts";
import {
  endSessions,
  type KnownSession,
  listSessions,
} from "#server/accounts/sessions/own-sessions.ts";
import { weaknessOf } from "#server/accounts/passwords/passwords.ts";
import { check, type Chore, none, operator, parse } from "./chore.ts";
import { OperatorError } from "#server/boot/operator-error.ts";
import type { Store } from "#server/store/open.ts";

/** The first manager's fields: everyone's are checked alike. */
const Manager = createFirstManager.body.shape;

const Role = z.enum(ROLES, { error: `ROLE must be one of: ${ROLES.join(", ")}` });

const NewUser = z.object({
  name: Manager.name,
  email: Manager.email,
  role: z.enum(ROLES, { error: `--role must be one of: ${ROLES.join(", ")}` }),
});

const PASSWORD_OPTION = { "password-stdin": { type: "boolean" } } as const;

const USER_OPTIONS = {
  name: { type: "string" },
  role: { type: "string" },
  ...PASSWORD_OPTION,
} as const;

const createUser: Chore = (args) => {
  const { argument, values } = parse(args, "EMAIL", USER_OPTIONS);
  const user = check(NewUser, { ...values, email: argument });
  return async ({ store, auth }) => {
    const { password, shown } = await passwordFor(user, values["password-stdin"]);
    const id = await createAccount(store, auth, { ...user, password }, operator());
    if (!id) throw new OperatorError(`${user.email} has an account already`);
    return `${user.email} can sign in${shown}`;
  };
};

/** The password that stands in stdin, or one that is made and shown. */
async function passwordFor(owner: { name: string; email: string }, isGiven: boolean | undefined) {
  if (!isGiven) {
    const password = randomBytes(15).toString("base64url");
    return { password, shown: ` with ${password}` };
  }
  const password = check(Manager.password, (await text(process.stdin)).trim());
  const weakness = await weaknessOf(password, owner);
  if (weakness) throw new OperatorError(`password ${weakness}`);
  return { password, shown: "" };
}

const listUsers: Chore = (args) => {
  none(args);
  return async ({ store }) =>
    (await listAccounts(store))
      .map(({ email, name, role, sample, disabled }) =>
        [email, role, name, sample ? "sample" : "", disabled ? "disabled" : ""]
          .join("\t")
          .trimEnd(),
      )
      .join("\n");
};

async function find(store: Store, email: string): Promise<Account> {
  const accounts = await listAccounts(store);
  const found = accounts.find((account) => isSameEmail(account.email, email));
  if (!found) throw new OperatorError(`${email} has no account`);
  return found;
}

const lastManager = (email: string) =>
  new OperatorError(`${email} is the last manager who can sign in; make another one first`);

const disableUser: Chore = (args) => {
  const { argument } = parse(args, "EMAIL", {});
  return async ({ store }) => {
    const account = await find(store, argument);
    if ((await disableAccount(store, account, operator())) === "last-manager")
      throw lastManager(account.email);
    return `${account.email} can't sign in any more, and is signed out everywhere`;
  };
};

const enableUser: Chore = (args) => {
  const { argument } = parse(args, "EMAIL", {});
  return async ({ store }) => {
    const account = await find(store, argument);
    if (!account.disabled) throw new OperatorError(`${account.email} isn't disabled`);
    await enableAccount(store, account, operator());
    return `${account.email} can sign in again`;
  };
};

const changeUserRole: Chore = (args) => {
  const [email, given, ...others] = args;
  if (!email || !given || others.length > 0) throw new OperatorError("Give one EMAIL and one ROLE");
  const role = check(Role, given);
  return async ({ store }) => {
    const account = await find(store, email);
    if ((await changeRole(store, account, role, operator())) === "last-manager") {
      throw lastManager(account.email);
    }
    return `${account.email} is a ${role} now`;
  };
};

const setUserPassword: Chore = (args) => {
  const { argument, values } = parse(args, "EMAIL", PASSWORD_OPTION);
  return async ({ store, auth }) => {
    const account = await find(store, argument);
    if (account.sample)
      throw new OperatorError(`${account.email} is a sample person, who has none`);
    const { password, shown } = await passwordFor(account, values["password-stdin"]);
    await setPassword(store, auth, { userId: account.id, next: password, actor: operator() });
    return `${account.email} can sign in${shown || " with the new password"}, and is signed out everywhere`;
  };
};

const userSessions: Chore = (args) => {
  const { argument, values } = parse(args, "EMAIL", { end: { type: "boolean" } });
  return async ({ store }) => {
    const { id, email } = await find(store, argument);
    if (!values.end) {
      const sessions = await listSessions(store, id);
      return sessions.map(lineOf).join("\n") || `${email} is signed in nowhere`;
    }
    const ended = await endSessions(store, id, operator());
    return `${email} is signed out of ${ended} ${ended === 1 ? "session" : "sessions"}`;
  };
};

const minute = (iso: string) => `${iso.slice(0, 16).replace("T", " ")} UTC`;

const lineOf = ({ beganAt, lastUsedAt, device }: KnownSession) =>
  [`began ${minute(beganAt)}`, `last used ${minute(lastUsedAt)}`, device ?? "unknown browser"].join(
    "\t",
  );

/** What the operator can do about people, by name. */
export const userChores = [
  ["user create", createUser],
  ["user list", listUsers],
  ["user disable", disableUser],
  ["user enable", enableUser],
  ["user role", changeUserRole],
  ["user password", setUserPassword],
  ["user sessions", userSessions],
] as const satisfies [string, Chore][];
