import { statSync } from "node:fs";
import { resolve } from "node:path";
import { DatabaseProblem } from "../store-failure.ts";

/** Where the file of a `file:PATH` is. Relative paths are allowed, so it is none for `new URL`. */
export function filePath(url: string): string {
  const [, path] = /^file:(?:\/\/(?=\/))?(.+)$/.exec(url) ?? [];
  if (!path) throw new Error(`The store takes file:PATH, not ${url.split(":", 1)[0]}:`);
  return path;
}

export function refuseFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new DatabaseProblem(`${resolve(path)} is a folder: DATABASE_URL must name a file`);
}

/** @throws {DatabaseProblem} when there is no database at `path` */
export function refuseMissing(path: string): void {
  refuseFolder(path);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && found.size > 0) return;
  throw new DatabaseProblem(
    found
      ? `${resolve(path)} is empty: start the server once`
      : `There is no database at ${resolve(path)}: start the server once, or set DATABASE_URL to where it is`,
  );
}
