import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { readFact, setFact } from "../facts.ts";
import { filePath } from "./file-path.ts";
import { newFileUrl, openTestStore } from "../test-store.ts";

test("a start gives back what much of the file is free of, and leaves what little is", async () => {
  const url = newFileUrl();
  const sizeAfterStart = async () => {
    const store = await openTestStore(url);
    expect(await readFact(store, "kept")).toBe("here");
    await store.close();
    return statSync(filePath(url)).size;
  };
  const store = await openTestStore(url);
  await setFact(store.db, "kept", "here");
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]) {
    await setFact(store.db, name, "x".repeat(1_000_000));
  }
  await store.db.deleteFrom("facts").where("name", "=", "a").execute();
  await store.close();
  expect(await sizeAfterStart()).toBeGreaterThan(10_000_000);

  const again = await openTestStore(url);
  await again.db.deleteFrom("facts").where("name", "in", ["b", "c", "d", "e", "f"]).execute();
  await again.close();
  expect(await sizeAfterStart()).toBeLessThan(5_000_000);
});
