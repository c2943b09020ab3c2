import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { filePath } from "../file-path.ts";

export interface LockHolder {
  /** Lets go of the lock; resolves when it is free. */
  release(): Promise<void>;
}

/**
 * Another process that holds the lock of the database at `url`, begun with `begin`, until it is
 * released or the test ends.
 */
export async function holdLock(url: string, begin = "begin immediate"): Promise<LockHolder> {
  const script = `
    const { DatabaseSync } = require("node:sqlite");
    const database = new DatabaseSync(${JSON.stringify(filePath(url))}, { timeout: 20_000 });
    database.exec(${JSON.stringify(begin)});
    process.stdout.write("held");
    process.stdin.resume().on("end", () => database.close());`;
  const holder = spawn(process.execPath, ["--eval", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  return {
    async release() {
      holder.stdin.end();
      if (holder.exitCode === null) await once(holder, "exit");
    },
  };
}
