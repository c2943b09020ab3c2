import { afterEach, expect, test, vi } from "vitest";
import { SentLately } from "./sent-lately.ts";

afterEach(() => vi.useRealTimers());

test("counts by purpose, and forgets after a minute", () => {
  vi.useFakeTimers({ now: 0 });
  const sent = new SentLately();
  sent.count("person");
  sent.count("scan");
  vi.advanceTimersByTime(30_000);
  sent.count("scan");
  vi.advanceTimersByTime(29_000);
  expect(sent.total()).toEqual({ person: 1, key: 0, poll: 0, scan: 2, backfill: 0 });
  vi.advanceTimersByTime(1_000);
  expect(sent.total()).toEqual({ person: 0, key: 0, poll: 0, scan: 1, backfill: 0 });
});
