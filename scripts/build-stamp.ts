import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const STAMP = "dist/.vite/sources.sha256";

/** Everything that the page is built from. */
const SOURCES = [
  "index.html",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
  "public/**",
  "scripts/{app-chunks,build-stamp,precompress,vite-root}.ts",
  "src/{api,dashboard}/**",
];

/**
 * One hash over the sources' names and contents. Modification times would do for an edit but not
 * for a checkout of another commit, and reading them all takes some 20 ms.
 */
function hashSources(): string {
  const hash = createHash("sha256");
  const entries = globSync(SOURCES, { withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const built = paths.filter((path) => !/\.test\.tsx?$/.test(path));
  for (const path of built.toSorted()) hash.update(path).update("\0").update(readFileSync(path));
  return hash.digest("hex");
}

/** Whether `dist/` is there and made from the sources as they are now. */
export function isBuildFresh(): boolean {
  try {
    return readFileSync(STAMP, "utf8") === hashSources();
  } catch {
    return false;
  }
}

/** Stamps a build with the sources as they were when it began: an edit meanwhile makes it stale. */
export function stampBuild(): Plugin {
  let sources = "";
  return {
    name: "stamp-build",
    apply: "build",
    buildStart() {
      sources = hashSources();
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler: () => {
        mkdirSync(dirname(STAMP), { recursive: true });
        writeFileSync(STAMP, sources);
      },
    },
  };
}
