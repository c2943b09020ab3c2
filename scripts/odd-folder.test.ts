import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { viteRoot } from "./vite-root.ts";

/** All that a build reads. */
const BUILT_FROM = [
  "index.html",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
  "public",
  "scripts",
  "src",
];

let above = "";
beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), "lead-dashboard-odd-"));
});
afterEach(() => rmSync(above, { recursive: true }));

test("the dashboard can be built in a folder whose name isn't fit for an address", () => {
  const folder = join(above, "we #1, 100% ü");
  mkdirSync(folder);
  for (const name of BUILT_FROM) cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"), "junction");
  const vite = "node_modules/vite/bin/vite.js";
  const options = { cwd: folder, encoding: "utf8" } as const;
  const args = [vite, "build", "--configLoader", "native", "--logLevel", "error"];
  const { status, stderr } = spawnSync(process.execPath, args, options);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(readdirSync(join(folder, "dist"))).toEqual(
    expect.arrayContaining(["index.html", "index.html.br", "assets"]),
  );
});

test("any other folder is used as it is", () => {
  expect(viteRoot("/home/ada/100% ü [x]")).toEqual({ root: "/home/ada/100% ü [x]" });
});
