import { globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { expect, test } from "vitest";
import * as z from "zod/mini";

/*
 * What `npm ci && npm start` needs on any machine, read from package.json and its lock file.
 */

const read = (path: string) => readFileSync(path, "utf8");

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});
const manifest = Manifest.parse(JSON.parse(read("package.json")));

const Lock = z.object({ packages: z.record(z.string(), z.unknown()) });
const lock = Lock.parse(JSON.parse(read("package-lock.json")));

/** All that is run, or built, by a start. */
const STARTED = [
  "vite.config.ts",
  "scripts/{start,build,build-stamp,app-chunks,precompress,vite-root}.ts",
  "src/{api,dashboard,server}/**/*.{ts,tsx,css}",
];

const isTest = (path: string) => /\.test\.tsx?$|\/test-[^/]+$|\/trials\//.test(path);

/** The packages named by a file's imports, static and dynamic, but for those that are only types. */
function packagesIn(path: string): string[] {
  const names = read(path).matchAll(
    /^(?:import|export)(?! type)[^;"]*? from "([^"]+)"|import\("([^"]+)"\)|@?import "([^"]+)"|url\("(@[^"]+)"\)/gm,
  );
  return [...names]
    .map((found) => found.slice(1).find(Boolean) ?? "")
    .filter((name) => /^[@a-z]/i.test(name) && !name.startsWith("node:"))
    .map((name) =>
      name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/"),
    );
}

test("what a start imports is installed for those who run it, too", () => {
  const paths = globSync(STARTED).filter((path) => !isTest(path));
  const needed = new Set(
    paths.flatMap(packagesIn).filter((name) => !builtinModules.includes(name)),
  );
  expect([...needed]).toEqual(expect.arrayContaining(["vite", "tailwindcss", "react", "hono"]));
  const missing = [...needed].filter((name) => !(name in manifest.dependencies));
  expect(missing).toEqual([]);
});

test.each(Object.entries(manifest.optionalDependencies))(
  "%s is a Node that this runs on",
  (_, version) => {
    const [major = 0, minor = 0] = version.split(".").map(Number);
    // The first of a line lacks what was mended since; an even one has long-term support.
    expect(major).toBeGreaterThanOrEqual(22);
    expect(major % 2).toBe(0);
    expect(minor).toBeGreaterThan(0);
  },
);

test("the packaged Node for Linux is left out where there is no glibc, so that the system's is used", () => {
  // The packages themselves don't say so. `npm install` of another version drops it: add it again.
  const linux = Object.keys(manifest.optionalDependencies).filter((name) => name.includes("linux"));
  expect(linux).not.toEqual([]);
  for (const name of linux) {
    expect(lock.packages[`node_modules/${name}`]).toMatchObject({ os: "linux", libc: ["glibc"] });
  }
});
