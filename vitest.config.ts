import { defineConfig } from "vitest/config";
import { findServer } from "./src/server/store/postgres/test-cluster.ts";

/** All that has a database runs on both, but for what is one's own. */
const WITH_DATABASE = ["src/server/{store,http,accounts,boot,sample,mirror,jobs}/**/*.test.ts"];
const SQLITE_ALONE = [
  "src/server/store/{sqlite,migrations}/**",
  "src/server/store/{leads,opt-ins}/plans.test.ts",
  "src/server/http/resources/unsaved.test.ts",
];

const TRIALS_WITH_DATABASE = ["src/server/trials/{live,quirky}/**/*.test.ts"].concat(
  "src/server/trials/crash.test.ts",
);
/** Of a full disk; and of lists without end, which take minutes and ask the database for nothing else. */
const TRIALS_OF_SQLITE = [
  "src/server/trials/quirky/unsaved.test.ts",
  "src/server/trials/quirky/endless.test.ts",
];

/** Several servers have one database there alone. */
const POSTGRES_ALONE = ["src/server/store/postgres/**", "src/server/boot/several-servers.test.ts"];
const TRIALS_OF_POSTGRES = ["src/server/trials/servers/**/*.test.ts"];

/** The same once more, where npm has a server for this platform. */
const onPostgres = (name: string, include: string[], exclude: string[]) =>
  findServer() === undefined
    ? []
    : [
        {
          extends: true as const,
          test: {
            name: `${name}-postgres`,
            include,
            exclude,
            globalSetup: "src/server/store/postgres/test-setup.ts",
          },
        },
      ];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{src,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["src/server/trials/**", ...POSTGRES_ALONE],
        },
      },
      ...onPostgres("unit", WITH_DATABASE, SQLITE_ALONE),
      // Whole servers, killed or with a network between them that fails: they wait more than they work.
      {
        extends: true,
        test: {
          name: "trials",
          include: ["src/server/trials/**/*.test.ts"],
          exclude: TRIALS_OF_POSTGRES,
        },
      },
      ...onPostgres("trials", [...TRIALS_WITH_DATABASE, ...TRIALS_OF_POSTGRES], TRIALS_OF_SQLITE),
    ],
    // Vitest would leave one core to itself: with two, that is half of the time for nothing.
    maxWorkers: "100%",
    setupFiles: "scripts/property-seed.ts",
    // Tests open real databases and start real servers; a machine that is busy with other things
    // takes its time, and what works waits for none of it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
