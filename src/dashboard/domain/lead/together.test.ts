import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { together } from "./together.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Two answers of a group, and what came of them so far. */
function askForTwo() {
  const came: string[] = [];
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  for (const { promise } of [first, second]) {
    together("list", promise).then(
      (answer) => came.push(answer),
      (error: unknown) => came.push(String(error)),
    );
  }
  return { came, first, second };
}

test("answers come when the last one does, in one task", async () => {
  const { came, first, second } = askForTwo();
  first.resolve("first");
  await vi.advanceTimersByTimeAsync(1_900);
  expect(came).toEqual([]);
  second.resolve("second");
  await vi.advanceTimersByTimeAsync(0);
  expect(came.toSorted()).toEqual(["first", "second"]);
});

test("one that fails is waited for no longer", async () => {
  const { came, first, second } = askForTwo();
  second.resolve("second");
  first.reject(new Error("cut off"));
  await vi.advanceTimersByTimeAsync(0);
  expect(came.toSorted()).toEqual(["Error: cut off", "second"]);
});

test("one that takes too long comes by itself", async () => {
  const { came, first, second } = askForTwo();
  first.resolve("first");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(came).toEqual(["first"]);
  second.resolve("second");
  await vi.advanceTimersByTimeAsync(0);
  expect(came).toEqual(["first", "second"]);
});

test("groups don't wait for each other", async () => {
  const { came, first } = askForTwo();
  await expect(together("another list", Promise.resolve("other"))).resolves.toBe("other");
  expect(came).toEqual([]);
  first.resolve("first");
});
