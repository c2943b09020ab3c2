import { globSync, readFileSync, statSync } from "node:fs";

const ENTRY = "index.html";
const FIRST_PAGE = "src/dashboard/routes/leads.tsx";

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

/** The scripts the browser must have before the first lead shows, in kB as gzip, largest first. */
export function firstPageScripts(): readonly { file: string; kb: number }[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Vite wrote it a moment ago
  const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8")) as Manifest;
  const files = new Set([
    ...globSync("*.js", { cwd: "dist" }),
    ...filesOf(ENTRY, manifest),
    ...filesOf(FIRST_PAGE, manifest),
  ]);
  return [...files]
    .map((file) => ({ file, kb: statSync(`dist/${file}.gz`).size / 1000 }))
    .toSorted((a, b) => b.kb - a.kb);
}
