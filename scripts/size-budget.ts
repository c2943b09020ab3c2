import { firstPageScripts } from "./first-page-size.ts";

const BUDGET_KB = 170;

const scripts = firstPageScripts();
const total = scripts.reduce((sum, { kb }) => sum + kb, 0);

for (const { file, kb } of scripts) console.log(`${kb.toFixed(1).padStart(7)} kB  ${file}`);
console.log(`${total.toFixed(1).padStart(7)} kB  of ${BUDGET_KB} before the first row, gzip`);
process.exitCode = total <= BUDGET_KB ? 0 : 1;
