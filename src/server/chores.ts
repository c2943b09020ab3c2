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

/** The first manager's fields: everyone's are checked alike. */
const Manager = createFirstManager.body.shape;

const NewUser = z.object({
  name: Manager.name,
  email: Manager.email,
  role: z.enum(ROLES, { error: `--role must be one of: ${ROLES.join(", ")}` }),
});

function check<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new OperatorError(checked.error.issues[0]?.message);
}

const USER_OPTIONS = {
  name: { type: "string" },
  role: { type: "string" },
  "password-stdin": { type: "boolean" },
} as const;

const createUser: Chore = (args) => {
  const { argument, values } = parse(args, "EMAIL", USER_OPTIONS);
  const user = check(NewUser, { ...values, email: argument });
  return async ({ store, auth }) => {
    const given = values["password-stdin"] && (await text(process.stdin)).trim();
    const password = given === undefined ? makePassword() : check(Manager.password, given);
    const id = await createAccount(store, auth, { ...user, password });
    if (!id) throw new OperatorError(`${user.email} has an account already`);
    return `${user.email} can sign in${given === undefined ? ` with ${password}` : ""}`;
  };
};

const makePassword = () => randomBytes(15).toString("base64url");

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
