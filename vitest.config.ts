import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{src,scripts}/**/*.test.{ts,tsx}"],
    // Vitest would leave one core to itself: with two, that is half of the time for nothing.
    maxWorkers: "100%",
    // Tests open real databases and start real servers; a machine that is busy with other things
    // takes its time, and what works waits for none of it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
