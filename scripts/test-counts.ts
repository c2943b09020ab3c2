import { readFileSync } from "node:fs";
import * as z from "zod/mini";

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Which ones failed, and why, where that is known. */
  readonly failures?: readonly string[];
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.nullable(z.array(z.string())),
        }),
      ),
    }),
  ),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});

/** Reads what Vitest's JSON reporter wrote; nothing when it didn't get that far. */
export function countVitest(path: string): Count | undefined {
  const report = read(path, VitestReport);
  return (
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      failures: report.testResults.flatMap(({ name, message, assertionResults }) => [
        // Of a file that doesn't load.
        ...(message ? [`${name}\n${message}`] : []),
        ...assertionResults
          .filter(({ status }) => status === "failed")
          .map((test) => `${name}: ${test.fullName}\n${test.failureMessages?.join("\n") ?? ""}`),
      ]),
    }
  );
}

/** Reads what Playwright's JSON reporter wrote, whose list ends with what failed; nothing when it didn't get that far. */
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
