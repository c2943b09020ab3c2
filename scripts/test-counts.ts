import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as z from "zod/mini";

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Which ones failed, and why, where that is known. */
  readonly failures?: readonly string[];
  /** Which of the passed ones passed only when they were tried once more: "file: test name". */
  readonly retried?: readonly string[];
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

const PlaywrightSuite = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      /** From `rootDir` on. */
      file: z.string(),
      tests: z.array(z.object({ status: z.string() })),
    }),
  ),
  get suites() {
    return z.optional(z.array(PlaywrightSuite));
  },
});
type PlaywrightSuite = z.infer<typeof PlaywrightSuite>;

const PlaywrightReport = z.object({
  config: z.object({ rootDir: z.string() }),
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  suites: z.array(PlaywrightSuite),
});

/** Reads what Vitest's JSON reporter wrote; nothing when it didn't get that far. */
export function countVitest(path: string): Count | undefined {
  const report = read(path, VitestReport);
  if (!report) return undefined;
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName, failureMessages }) => ({
      status,
      name: `${relative("", name)}: ${fullName}`,
      // Of every try, also of a test that passed in the end.
      messages: failureMessages ?? [],
    })),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    failures: [
      // Of a file that doesn't load.
      ...report.testResults.flatMap(({ name, message }) =>
        message ? [`${name}\n${message}`] : [],
      ),
      ...tests
        .filter(({ status }) => status === "failed")
        .map(({ name, messages }) => `${name}\n${messages.join("\n")}`),
    ],
    retried: tests
      .filter(({ status, messages }) => status === "passed" && messages.length > 0)
      .map(({ name }) => name),
  };
}

/** The same of Playwright's, whose list ends with what failed and why. */
export function countPlaywright(path: string): Count | undefined {
  const report = read(path, PlaywrightReport);
  if (!report) return undefined;
  const { stats, suites, config } = report;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    retried: specsOf(suites)
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(({ file, title }) => `${relative("", join(config.rootDir, file))}: ${title}`),
  };
}

const specsOf = (suites: readonly PlaywrightSuite[] = []): PlaywrightSuite["specs"] =>
  suites.flatMap((suite) => [...suite.specs, ...specsOf(suite.suites)]);

function read<T extends z.ZodMiniType>(path: string, report: T): z.output<T> | undefined {
  try {
    return report.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
