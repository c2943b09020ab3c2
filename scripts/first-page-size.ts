import { globSync, readFileSync, statSync } from "node:fs";

/** What draws the first rows, and the app that takes over from it. */
const PARTS = ["index.html", "src/dashboard/main.tsx", "src/dashboard/routes/leads.tsx"];

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk | undefined>>;

/** The files of a chunk and of everything it imports statically; none when there is no such chunk. */
function filesOf(name: string, manifest: Manifest, found = new Set<string>()): ReadonlySet<string> {
  const chunk = manifest[name];
  if (chunk === undefined || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, manifest, found);
  return found;
}

/** The scripts of the lead page until it can be used, in kB as gzip, largest first. */
export function firstPageScripts(): readonly { file: string; kb: number }[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Vite wrote it a moment ago
  const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8")) as Manifest;
  const files = new Set([
    ...globSync("*.js", { cwd: "dist" }),
    ...PARTS.flatMap((part) => [...filesOf(part, manifest)]),
  ]);
  return [...files]
    .map((file) => ({ file, kb: statSync(`dist/${file}.gz`).size / 1000 }))
    .toSorted((a, b) => b.kb - a.kb);
}
