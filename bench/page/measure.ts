import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

/** A page as `measure.mjs` takes it; its head says what each part means. */
export interface Page {
  readonly name: string;
  readonly url: string;
  readonly row: string;
  readonly cookie?: string;
  readonly actions: readonly {
    readonly name: string;
    readonly kind: "rows" | "visible";
    readonly prep?: readonly string[];
    readonly act: string;
    readonly target?: string;
  }[];
  readonly scroll: {
    readonly url?: string;
    readonly container: string;
    readonly distance: number;
    readonly blank: boolean;
  };
}

/** A part of a measurement: `load`, `interact`, `scroll`, `axe`, `lighthouse`. */
export type Part = "load" | "interact" | "scroll" | "axe" | "lighthouse";

const Violations = z.object({ rules: z.optional(z.number()) });

/** What one run of `measure.mjs` found: figures by kind and profile, e.g. `load.lan`. */
const Measurement = z.object({
  med: z.record(z.string(), z.record(z.string(), z.object({ med: z.number() }))),
  axe: z.optional(Violations),
  axeDetail: z.optional(Violations),
});
export type Measurement = z.infer<typeof Measurement>;

/** Measures a page once, in a Chromium of its own for each figure. */
export function measurePage(
  page: Page,
  parts: readonly Part[],
  { chromium, directory }: { chromium: string; directory: string },
): Measurement {
  const config = join(directory, `${page.name}.json`);
  const out = join(directory, `${page.name}-measured.json`);
  writeFileSync(config, JSON.stringify(page));
  const options = ["--config", config, "--out", out, "--runs", "1", "--profiles", "lan,mid"];
  const { status } = spawnSync(
    process.execPath,
    ["bench/measure.mjs", ...options, "--only", parts.join()],
    {
      env: { ...process.env, CHROME_PATH: chromium },
      stdio: ["ignore", 2, 2],
    },
  );
  if (status !== 0) throw new Error(`Measuring ${page.name} failed`);
  return Measurement.parse(JSON.parse(readFileSync(out, "utf8")));
}
