import { resolve } from "node:path";
import { type FileChore, none, parse } from "./chore.ts";
import { OperatorError } from "#server/boot/operator-error.ts";
import { backUpStore } from "#server/store/sqlite/backup/backup.ts";
import { checkStore } from "#server/store/sqlite/backup/check.ts";
import { repairStore } from "#server/store/counts/repair.ts";
import { filePath, openExistingStore } from "#server/store/open.ts";
import { restoreStore } from "#server/store/sqlite/backup/restore.ts";

const backUp: FileChore = (args) => {
  const { argument: file } = parse(args, "FILE", {});
  return async ({ settings: { DATABASE_URL: url } }) => {
    await backUpStore(url, file);
    return `The database is copied to ${resolve(file)}`;
  };
};

const restore: FileChore = (args) => {
  const { argument: file } = parse(args, "FILE", {});
  return async ({ settings: { DATABASE_URL: url } }) => {
    const kept = await restoreStore(url, file, new Date());
    const before = kept ? `; what was there before is kept as ${kept}` : "";
    return `${resolve(filePath(url))} is now what is in ${resolve(file)}${before}`;
  };
};

const check: FileChore = (args) => {
  const isRepair = args[0] === "--repair";
  none(isRepair ? args.slice(1) : args);
  return async ({ settings: { DATABASE_URL: url } }) => {
    const before = checkStore(url);
    const isMended = isRepair && before.isWhole && before.faults.length > 0;
    if (isMended) await repair(url);
    const { leads, optIns, faults } = isMended ? checkStore(url) : before;
    if (faults.length > 0) throw new OperatorError(faults.join("\n"));
    const found = isMended ? `Mended: ${before.faults.join("; ")}\n` : "";
    return `${found}${resolve(filePath(url))} is sound: ${leads} leads, ${optIns} opt-ins`;
  };
};

async function repair(url: string): Promise<void> {
  const store = await openExistingStore(url);
  try {
    await repairStore(store);
  } finally {
    await store.close();
  }
}

/** What is done with the database as a whole, by name. */
export const fileChores: ReadonlyMap<string, FileChore> = new Map([
  ["backup", backUp],
  ["restore", restore],
  ["check", check],
]);
