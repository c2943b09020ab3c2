import { readFileSync, statSync } from "node:fs";

/** Every script that `index.html` names: what draws the first rows, and the app's own files. */
const SCRIPT = /(?<=[" /])(?:assets\/)?[\w.-]+\.js(?=[" ])/g;

interface Script {
  readonly file: string;
  /** As gzip. */
  readonly kb: number;
  /** It runs once the first rows have been drawn. */
  readonly isApp: boolean;
}

/** The scripts of the lead page until it can be used, largest first. */
export function firstPageScripts(): readonly Script[] {
  const files = new Set(readFileSync("dist/index.html", "utf8").match(SCRIPT));
  return [...files]
    .map((file) => ({
      file,
      kb: statSync(`dist/${file}.gz`).size / 1000,
      isApp: file.startsWith("assets/app-"),
    }))
    .toSorted((a, b) => b.kb - a.kb);
}

/** In kB as gzip. */
export interface ScriptKb {
  readonly beforeFirstRow: number;
  readonly untilUsable: number;
}

export function firstPageKb(): ScriptKb {
  const scripts = firstPageScripts();
  return {
    beforeFirstRow: sumOf(scripts.filter(({ isApp }) => !isApp)),
    untilUsable: sumOf(scripts),
  };
}

const sumOf = (scripts: readonly Script[]) => scripts.reduce((total, { kb }) => total + kb, 0);
