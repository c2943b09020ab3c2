import { firstPageScripts } from "./first-page-size.ts";

/** What the app's code may take, in kB as gzip. The first rows, which come before it, need less. */
const BUDGET_KB = { "before the first row": 40, "before the page can be used": 173 };

const scripts = firstPageScripts();
const sum = (some: typeof scripts) => some.reduce((total, { kb }) => total + kb, 0);
const totals = {
  "before the first row": sum(scripts.filter(({ isApp }) => !isApp)),
  "before the page can be used": sum(scripts),
};

for (const { file, kb } of scripts) console.log(`${kb.toFixed(1).padStart(7)} kB  ${file}`);
for (const when of ["before the first row", "before the page can be used"] as const) {
  console.log(`${totals[when].toFixed(1).padStart(7)} kB  of ${BUDGET_KB[when]} ${when}, gzip`);
  if (totals[when] > BUDGET_KB[when]) process.exitCode = 1;
}
