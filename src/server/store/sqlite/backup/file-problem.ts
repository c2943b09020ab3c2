import { dirname, resolve } from "node:path";
import { kindOf } from "../failures.ts";
import { DatabaseProblem } from "../../store-failure.ts";

const BECAUSE: Readonly<Record<string, string>> = {
  EACCES: "this user may not do that",
  EPERM: "this user may not do that",
  EROFS: "its disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full for this user",
  ENAMETOOLONG: "its name is too long",
  full: "the disk is full",
  faulty: "the disk reports errors",
  "read-only": "its disk is read-only",
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

/** Why the file at `path` couldn't be written, in one line; any other error as it is. */
export function writingProblem(error: unknown, path: string): unknown {
  if (error instanceof DatabaseProblem) return error;
  const code = codeOf(error);
  if (code === "EEXIST") return new DatabaseProblem(`${resolve(path)} is there already`);
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new DatabaseProblem(`There is no folder ${dirname(resolve(path))}`);
  }
  const because = BECAUSE[kindOf(error) ?? code];
  return because ? new DatabaseProblem(`${resolve(path)} can't be written: ${because}`) : error;
}
