import { globSync, readFileSync, statSync } from "node:fs";

/** JavaScript that the browser must have before the first lead shows, as it goes over the wire. */
const BUDGET_KB = 170;

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

const gzippedKb = (file: string) => statSync(`dist/${file}.gz`).size / 1000;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Vite wrote it a moment ago
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8")) as Manifest;
const files = new Set([
  ...globSync("*.js", { cwd: "dist" }),
  ...filesOf(ENTRY, manifest),
  ...filesOf(FIRST_PAGE, manifest),
]);
const sizes = [...files].map((file) => ({ file, kb: gzippedKb(file) }));
const total = sizes.reduce((sum, { kb }) => sum + kb, 0);

for (const { file, kb } of sizes.toSorted((a, b) => b.kb - a.kb)) {
  console.log(`${kb.toFixed(1).padStart(7)} kB  ${file}`);
}
console.log(`${total.toFixed(1).padStart(7)} kB  of ${BUDGET_KB} before the first row, gzip`);
process.exitCode = total <= BUDGET_KB ? 0 : 1;
