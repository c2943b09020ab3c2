import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countPlaywright, countVitest } from "./test-counts.ts";

/** What the full run says of tests that pass, fail, or pass only when they are tried once more. */

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lead-dashboard-counts-"));
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"), "junction");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One of each, in a file of this runner's. */
function write(name: string, runner: string): string {
  const file = join(folder, name);
  const lines = [
    `import { existsSync, writeFileSync } from "node:fs";`,
    `import { expect, test } from "${runner}";`,
    `test("passes", () => {});`,
    `test.describe("a group", () => {`,
    `  test("passes the second time", () => {`,
    `    const isSecond = existsSync("tried");`,
    `    writeFileSync("tried", "");`,
    `    expect(isSecond).toBe(true);`,
    `  });`,
    `});`,
    `test("fails", () => expect(1).toBe(2));`,
  ];
  writeFileSync(file, lines.join("\n"));
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
  return relative("", file);
}

/** Runs it there to its end. */
function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const all = [join("node_modules", script), ...args];
  const outer = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV)/.test(name));
  return spawnSync(process.execPath, all, {
    cwd: folder,
    env: { ...Object.fromEntries(outer), ...env },
    encoding: "utf8",
  });
}

test("Vitest's are counted once each, and the one that passed at its second try is named", () => {
  const file = write("some.test.js", "vitest");
  const report = join(folder, "report.json");
  const args = ["run", "--retry=1", "--reporter=json", `--outputFile=${report}`];
  const { status } = run("vitest/vitest.mjs", args);
  const { failures = [], ...count } = countVitest(report) ?? {};
  expect({ status, ...count }).toEqual({
    status: 1,
    passed: 2,
    failed: 1,
    retried: [`${file}: a group passes the second time`],
  });
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain(`${file}: fails\n`);
});

test("and so are Playwright's", () => {
  const file = write("some.spec.js", "@playwright/test");
  const report = join(folder, "report.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = ["test", "--retries=1", "--reporter=json"];
  const { status } = run("@playwright/test/cli.js", args, env);
  expect({ status, ...countPlaywright(report) }).toEqual({
    status: 1,
    passed: 2,
    failed: 1,
    retried: [`${file}: passes the second time`],
  });
});

test("a report that was never written is no count", () => {
  expect(countVitest(join(folder, "none.json"))).toBeUndefined();
  expect(countPlaywright(join(folder, "none.json"))).toBeUndefined();
});
