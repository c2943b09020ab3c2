import { readFileSync } from "node:fs";
import * as z from "zod/mini";

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

const VitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int() });

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});

/** Reads what Vitest's JSON reporter wrote; nothing when it didn't get that far. */
export function countVitest(path: string): Count | undefined {
  const report = read(path, VitestReport);
  return report && { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** Reads what Playwright's JSON reporter wrote; nothing when it didn't get that far. */
export function countPlaywright(path: string): Count | undefined {
  const stats = read(path, PlaywrightReport)?.stats;
  return stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

function read<T extends z.ZodMiniType>(path: string, report: T): z.output<T> | undefined {
  try {
    return report.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
