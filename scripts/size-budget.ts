import { firstPageKb, firstPageScripts } from "./first-page-size.ts";

/** What the app's code may take, in kB as gzip. The first rows, which come before it, need less. */
const BUDGET_KB = { beforeFirstRow: 40, untilUsable: 188 };
const WHEN = { beforeFirstRow: "before the first row", untilUsable: "before the page can be used" };

const totals = firstPageKb();

for (const { file, kb } of firstPageScripts())
  console.log(`${kb.toFixed(1).padStart(7)} kB  ${file}`);
for (const when of ["beforeFirstRow", "untilUsable"] as const) {
  console.log(
    `${totals[when].toFixed(1).padStart(7)} kB  of ${BUDGET_KB[when]} ${WHEN[when]}, gzip`,
  );
  if (totals[when] > BUDGET_KB[when]) process.exitCode = 1;
}
