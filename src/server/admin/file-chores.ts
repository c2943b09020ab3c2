import { resolve } from "node:path";
import { type FileChore, none, parse } from "./chore.ts";
import { OperatorError } from "#server/boot/operator-error.ts";
import { repairStore } from "#server/store/counts/repair.ts";
import { kindOf } from "#server/store/database/kind-of.ts";
import { openExistingStore } from "#server/store/open.ts";

const backUp: FileChore = (args) => {
  const { argument: file } = parse(args, "FILE", {});
  return async ({ settings: { DATABASE_URL: url } }) => {
    await (await kindOf(url)).backUp(url, file);
    return `The database is copied to ${resolve(file)}`;
  };
};

const restore: FileChore = (args) => {
  const { argument: file } = parse(args, "FILE", {});
  return async ({ settings: { DATABASE_URL: url } }) => {
    const kind = await kindOf(url);
    const kept = await kind.restore(url, file, new Date());
    const before = kept ? `; what was there before is kept as ${kept}` : "";
    return `${kind.nameOf(url)} is now what is in ${resolve(file)}${before}`;
  };
};

const check: FileChore = (args) => {
  const isRepair = args[0] === "--repair";
  none(isRepair ? args.slice(1) : args);
  return async ({ settings: { DATABASE_URL: url } }) => {
    const kind = await kindOf(url);
    const before = await kind.check(url);
    const isMended = isRepair && before.isWhole && before.faults.length > 0;
    if (isMended) await repair(url);
    const { leads, optIns, faults } = isMended ? await kind.check(url) : before;
    if (faults.length > 0) throw new OperatorError(faults.join("\n"));
    const found = isMended ? `Mended: ${before.faults.join("; ")}\n` : "";
    return `${found}${kind.nameOf(url)} is sound: ${leads} leads, ${optIns} opt-ins`;
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
