import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{src,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["src/server/trials/**"],
        },
      },
      // Whole servers, killed or with a network between them that fails: they wait more than they work.
      { extends: true, test: { name: "trials", include: ["src/server/trials/**/*.test.ts"] } },
    ],
    // Vitest would leave one core to itself: with two, that is half of the time for nothing.
    maxWorkers: "100%",
    // Tests open real databases and start real servers; a machine that is busy with other things
    // takes its time, and what works waits for none of it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
