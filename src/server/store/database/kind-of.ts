import type { DatabaseKind } from "./database.ts";

/** The kind of database that `url` names. Only its own code is loaded. */
export async function kindOf(url: string): Promise<DatabaseKind> {
  if (isPostgres(url)) return (await import("../postgres/postgres.ts")).postgres;
  return (await import("../sqlite/sqlite.ts")).sqlite;
}

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url);
