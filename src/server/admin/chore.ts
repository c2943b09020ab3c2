import { userInfo } from "node:os";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import type * as z from "zod/mini";
import type { AuditActor } from "#api/contract/people/audit.ts";
import { visible } from "#api/contract/text/visible-text.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { OperatorError } from "#server/boot/operator-error.ts";
import type { Settings } from "#server/boot/settings.ts";
import type { Store } from "#server/store/open.ts";

export interface Database {
  readonly store: Store;
  readonly auth: Auth;
  readonly settings: Settings;
}

/** Checks its arguments at once; what it then does to the database gives the text to print. */
export type Chore = (args: readonly string[]) => (database: Database) => Promise<string>;

/**
 * The same of what is done with the database's file as a whole, of whatever version it is: it isn't
 * opened as a store.
 */
export type FileChore = (
  args: readonly string[],
) => (database: Pick<Database, "settings">) => Promise<string>;

/** The one argument of a command, called `name` in its usage, and its options. */
export function parse<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  name: string,
  options: T,
) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [argument, ...others] = positionals;
    const given = visible(argument);
    if (!given || others.length > 0) throw new OperatorError(`Give one ${name}`);
    return { argument: given, values };
  } catch (error) {
    throw error instanceof Error ? new OperatorError(error.message.split(". ", 1)[0]) : error;
  }
}

/** Who runs the command; in a container, the system may have no name for them. */
export function operator(): AuditActor {
  let id: string | null = null;
  try {
    id = userInfo().username;
  } catch {
    // There is nothing to do about it.
  }
  return { kind: "operator", id, address: null };
}

export function none(args: readonly string[]) {
  if (args.length > 0) throw new OperatorError(`Nothing is expected after that: ${args.join(" ")}`);
}

/** What a value is by a schema of the contract; a wrong one is the operator's to mend. */
export function check<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new OperatorError(checked.error.issues[0]?.message);
}
