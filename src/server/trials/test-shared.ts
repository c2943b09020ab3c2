import { afterAll, beforeAll, beforeEach } from "vitest";

/**
 * One thing for all tests of a file. A test that is tried once more begins anew: it gets another one,
 * and so do those after it.
 */
export function shared<T extends { close(): Promise<void> }>(open: () => Promise<T>): () => T {
  let one: T;
  beforeAll(async () => {
    one = await open();
  });
  beforeEach(async ({ task }) => {
    if (!task.result?.retryCount) return;
    await one.close();
    one = await open();
  });
  afterAll(() => one.close());
  return () => one;
}
