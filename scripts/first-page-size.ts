import { readFileSync, statSync } from "node:fs";

/** Every script that `index.html` names: what draws the first rows, and the app's own files. */
const SCRIPT = /(?<=[" /])(?:assets\/)?[\w.-]+\.js(?=[" ])/g;

/** The scripts of the lead page until it can be used, in kB as gzip, largest first. */
export function firstPageScripts(): readonly { file: string; kb: number }[] {
  const files = new Set(readFileSync("dist/index.html", "utf8").match(SCRIPT));
  return [...files]
    .map((file) => ({ file, kb: statSync(`dist/${file}.gz`).size / 1000 }))
    .toSorted((a, b) => b.kb - a.kb);
}
