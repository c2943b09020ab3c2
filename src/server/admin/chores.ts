import {
  hashApiKey,
  makeApiKey,
  addApiKey,
  listApiKeys,
  revokeApiKey,
} from "#server/accounts/api-keys.ts";
import { auditChores } from "./audit-chores.ts";
import { type Chore, none, operator, parse } from "./chore.ts";
import { fileChores } from "./file-chores.ts";
import { mirrorChores } from "./mirror-chores.ts";
import { OperatorError } from "#server/boot/operator-error.ts";
import { userChores } from "./user-chores.ts";

const createKey: Chore = (args) => {
  const { argument: name } = parse(args, "NAME", {});
  return async ({ store }) => {
    const key = makeApiKey();
    await addApiKey(store, { name, hash: hashApiKey(key), last4: key.slice(-4) }, operator());
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
    if (!(await revokeApiKey(store, id, operator())))
      throw new OperatorError(`No valid key has the id ${id}`);
    return `${id} is revoked`;
  };
};

/** What the operator can do without the server, by name. */
export const chores: ReadonlyMap<string, Chore> = new Map<string, Chore>([
  ...userChores,
  ["key create", createKey],
  ["key list", listKeys],
  ["key revoke", revokeKey],
  ...fileChores,
  ...mirrorChores,
  ...auditChores,
]);
