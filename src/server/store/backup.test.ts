import { join } from "node:path";
import { expect, test } from "vitest";
import { backUpStore } from "./backup.ts";
import { readFact, setFact } from "./facts.ts";
import { filePath } from "./open.ts";
import { newDatabaseUrl, openTestStore } from "./test-store.ts";

test("a backup is a database of its own", async () => {
  const url = newDatabaseUrl();
  const store = await openTestStore(url);
  await setFact(store.db, "colour", "blue");
  const copy = join(filePath(url), "../copy.db");
  await backUpStore(url, copy);
  await setFact(store.db, "colour", "green");
  const other = await openTestStore(`file:${copy}`);
  expect(await readFact(other, "colour")).toBe("blue");
});
