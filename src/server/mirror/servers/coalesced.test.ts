import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { coalesced } from "./coalesced.ts";

test("calls meanwhile are one more time, and what holds for whoever called first holds for none", async () => {
  const context = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const gate = Promise.withResolvers<void>();
  const work = coalesced(async () => {
    seen.push(context.getStore());
    await gate.promise;
    seen.push(context.getStore());
  });
  const first = context.run("a request", work);
  const others = [work(), work()];
  gate.resolve();
  await Promise.all([first, ...others]);
  expect(seen).toEqual([undefined, undefined, undefined, undefined]);
  await work();
  expect(seen).toHaveLength(6);
});
