import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import * as z from "zod/mini";
import { createFirstManager, ROLES } from "#api/contract/people.ts";
import { createAccount, listAccounts } from "#server/auth/accounts.ts";
import { hashApiKey, makeApiKey } from "#server/auth/api-key.ts";
import type { Auth } from "#server/auth/better-auth.ts";
import { OperatorError } from "#server/operator-error.ts";
import type { Settings } from "#server/settings.ts";
import { addApiKey, listApiKeys, revokeApiKey } from "#server/store/api-keys.ts";
import { backUpStore } from "#server/store/backup.ts";
import type { Store } from "#server/store/open.ts";

interface Database {
  readonly store: Store;
  readonly auth: Auth;
  readonly settings: Settings;
}

/** Checks its arguments at once; what it then does to the database gives the text to print. */
type Chore = (args: readonly string[]) => (database: Database) => Promise<string>;

/** The one argument of a command, called `name` in its usage, and its options. */
function parse<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  name: string,
  options: T,
) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [argument, ...others] = positionals;
    if (!argument?.trim() || others.length > 0) throw new OperatorError(`Give one ${name}`);
    return { argument: argument.trim(), values };
  } catch (error) {
    throw error instanceof Error ? new OperatorError(error.message.split(". ", 1)[0]) : error;
  }
}

function none(args: readonly string[]) {
  if (args.length > 0) throw new OperatorError(`Nothing is expected after that: ${args.join(" ")}`);
}

/** As the first manager is checked, and with a role. */
const NewUser = z.object({
  ...z.omit(createFirstManager.body, { token: true }).shape,
  role: z.enum(ROLES, { error: `--role must be one of: ${ROLES.join(", ")}` }),
});

const USER_OPTIONS = {
  name: { type: "string" },
  role: { type: "string" },
  "password-stdin": { type: "boolean" },
} as const;

const createUser: Chore = (args) => {
  const { argument: email, values } = parse(args, "EMAIL", USER_OPTIONS);
  return async ({ store, auth }) => {
    const made = randomBytes(15).toString("base64url");
    const given = values["password-stdin"] ? (await text(process.stdin)).trim() : made;
    const user = NewUser.safeParse({ ...values, email, password: given });
    if (!user.success) throw new OperatorError(user.error.issues[0]?.message);
    const id = await createAccount(store, auth, user.data);
    if (!id) throw new OperatorError(`${email} has an account already`);
    return values["password-stdin"] ? `${email} can sign in` : `${email} can sign in with ${made}`;
  };
};

const listUsers: Chore = (args) => {
  none(args);
  return async ({ store }) =>
    (await listAccounts(store))
      .map(({ email, name, role, sample }) =>
        [email, role, name, sample ? "sample" : ""].join("\t").trimEnd(),
      )
      .join("\n");
};

const createKey: Chore = (args) => {
  const { argument: name } = parse(args, "NAME", {});
  return async ({ store }) => {
    const key = makeApiKey();
    await addApiKey(store, { name, hash: hashApiKey(key), last4: key.slice(-4) });
    return key;
  };
};

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

const listKeys: Chore = (args) => {
  none(args);
  return async ({ store }) =>
    (await listApiKeys(store))
      .map(({ id, name, last4, created_at, revoked_at }) =>
        [
          id,
          `…${last4}`,
          day(created_at),
          revoked_at ? `revoked ${day(revoked_at)}` : "valid",
          name,
        ].join("\t"),
      )
      .join("\n");
};

const revokeKey: Chore = (args) => {
  const { argument: id } = parse(args, "ID, see key list", {});
  return async ({ store }) => {
    if (!(await revokeApiKey(store, id))) throw new OperatorError(`No valid key has the id ${id}`);
    return `${id} is revoked`;
  };
};

const backUp: Chore = (args) => {
  const { argument: file } = parse(args, "FILE", {});
  return async ({ settings }) => {
    if (existsSync(file)) throw new OperatorError(`${file} is there already`);
    await backUpStore(settings.DATABASE_URL, file);
    return `The database is copied to ${file}`;
  };
};

/** What the operator can do without the server, by name. */
export const chores: ReadonlyMap<string, Chore> = new Map([
  ["user create", createUser],
  ["user list", listUsers],
  ["key create", createKey],
  ["key list", listKeys],
  ["key revoke", revokeKey],
  ["backup", backUp],
]);
