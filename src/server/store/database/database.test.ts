import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Words of one database alone: modules, functions, clauses. */
const OF_ONE =
  /sqlite|postgres|json_each|\bglob\b|\bpragma\b|indexed by|update or ignore|nocase|jsonb|::(text|int|bigint)|\bilike\b/i;

/** By the address these know it; and a secret beside a file is written as files are there. */
const KNOWING = ["store/database/kind-of.ts", "boot/settings.ts", "accounts/secret.ts"];

/** What is released never changes; tests may look behind the interface. */
const LEFT_OUT = /^store\/(sqlite|postgres|migrations)\/|\.test\.ts$|(^|\/)test-[^/]*\.ts$/;

const withoutComments = (code: string) =>
  code.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\/\/.*/g, "");

test("nothing outside of their folders knows which database it is", () => {
  const server = join(import.meta.dirname, "../..");
  const files = globSync("**/*.ts", { cwd: server }).filter(
    (file) => !LEFT_OUT.test(file) && !KNOWING.includes(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) => {
    const code = withoutComments(readFileSync(join(server, file), "utf8"));
    const words = OF_ONE.exec(code)?.[0];
    return words === undefined ? [] : [`${file}: ${words}`];
  });
  expect(found).toEqual([]);
});
