import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{src,scripts}/**/*.test.{ts,tsx}"],
    // No module keeps state that one file's tests could leave to another's, so a worker loads the
    // server's packages once and not once a file: a third of the time.
    isolate: false,
    // Tests open real databases and start real servers; a machine that is busy with other things
    // takes its time, and what works waits for none of it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
