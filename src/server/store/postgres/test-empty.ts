import { randomUUID } from "node:crypto";
import { inject, onTestFinished } from "vitest";
import { inDatabase, onServer } from "./test-database.ts";

/** A database without any tables. */
export async function newEmptyDatabase(
  options = "",
): Promise<{ readonly url: string; readonly remove: () => Promise<void> }> {
  const server = inject("postgres") ?? "";
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name} ${options}`);
  return {
    url: inDatabase(server, name),
    remove: async () => void (await onServer(server, `drop database ${name} with (force)`)),
  };
}

/** The address of such a one that goes when the test ends. */
export async function newEmptyDatabaseUrl(options?: string): Promise<string> {
  const { url, remove } = await newEmptyDatabase(options);
  onTestFinished(remove);
  return url;
}
