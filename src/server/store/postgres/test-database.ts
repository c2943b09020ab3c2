import { randomUUID } from "node:crypto";
import pg from "pg";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the run has a PostgreSQL server. */
    readonly postgres?: string;
  }
}

/** A database with all tables and no rows. */
export const TEMPLATE = "template_of_tests";

/** The address of another database of that server. */
export function inDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

/** Runs SQL by a connection of its own, as another program would. */
export async function onServer(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

/** Makes a database with all tables and no rows; `remove` ends all connections to it. */
export async function newPostgresDatabase(
  server: string,
): Promise<{ url: string; remove(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name} template ${TEMPLATE} strategy file_copy`);
  return {
    url: inDatabase(server, name),
    remove: async () => void (await onServer(server, `drop database ${name} with (force)`)),
  };
}
