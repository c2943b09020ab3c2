import type { Selectable } from "kysely";
import { listApiKeys } from "#server/accounts/api-keys.ts";
import { listAccounts } from "#server/accounts/people/accounts.ts";
import { OperatorError } from "#server/boot/operator-error.ts";
import { listAudit } from "#server/store/audit/audit.ts";
import type { Store } from "#server/store/open.ts";
import type { AuditTable } from "#server/store/audit/audit-table.ts";
import type { Chore } from "./chore.ts";

const list: Chore = (args) => {
  const limit = readLimit(args);
  return async ({ store }) => {
    const names = await readNames(store);
    return (await listAudit(store, limit)).map((entry) => lineOf(entry, names)).join("\n");
  };
};

function readLimit(args: readonly string[]): number {
  const [option, given, ...others] = args;
  if (option === undefined) return 100;
  const isOne = option === "--limit" && /^[1-9]\d{0,8}$/.test(given ?? "");
  if (!isOne || others.length > 0) throw new OperatorError("Give --limit N, or nothing");
  return Number(given);
}

/** What people know accounts and keys by, where the log has their ids. */
async function readNames(store: Store): Promise<ReadonlyMap<string, string>> {
  const [accounts, keys] = await Promise.all([listAccounts(store), listApiKeys(store)]);
  return new Map([
    ...accounts.map(({ id, email }) => [id, email] as const),
    ...keys.map(({ id, name }) => [id, name] as const),
  ]);
}

type Names = Awaited<ReturnType<typeof readNames>>;

const lineOf = (entry: Selectable<AuditTable>, names: Names): string =>
  [
    `${new Date(entry.at).toISOString().slice(0, 19).replace("T", " ")} UTC`,
    entry.action,
    named(entry.actor_kind, entry.actor_id, names),
    entry.address ?? "here",
    named(entry.subject_kind, entry.subject_id, names),
    entry.detail,
  ]
    .join("\t")
    .trimEnd();

const named = (kind: string | null, id: string | null, names: Names): string =>
  [kind, id && (names.get(id) ?? id)].filter(Boolean).join(" ");

/** What the operator can look up, by name. */
export const auditChores = [["audit list", list]] as const;
