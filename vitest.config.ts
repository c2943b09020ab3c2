import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{src,scripts}/**/*.test.{ts,tsx}"],
    // Tests open real databases and servers; on a busy machine the first takes a while.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
