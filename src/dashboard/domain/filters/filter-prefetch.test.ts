import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ALL_LEADS } from "#api/contract/leads/lead-query.ts";
import { withTestLists } from "../lead/test-list.ts";
import { DEBOUNCE_MS, FilterPrefetch } from "./filter-prefetch.ts";

const lists = withTestLists();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const byStatus = (status: string) => ({ ...ALL_LEADS, filter: { status: [status] } });
const made = () => new FilterPrefetch(lists().queryClient);
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const askedStatuses = () =>
  lists()
    .askedFor("/leads?")
    .map(({ address }) => new URLSearchParams(address.split("?")[1]).get("status"));

async function answerAll(status: string): Promise<void> {
  const asked = lists().askedFor(`status=${status}`);
  for (const { address, answer } of asked) {
    if (address.includes("/leads?")) answer([], 0);
    else answer({});
  }
  await wait(0);
}

test("the rows of likely filters are asked for first, then their counts, two at a time", async () => {
  made().prefetch(["A", "B", "C"].map(byStatus));
  expect(askedStatuses()).toEqual(["A", "B"]);
  expect(lists().askedFor("")).toHaveLength(2);
  await answerAll("A");
  expect(askedStatuses()).toEqual(["A", "B", "C"]);
  expect(lists().askedFor("")).toHaveLength(3);
  await answerAll("B");
  expect(askedStatuses()).toEqual(["A", "B", "C"]);
  expect(lists().askedFor("")).toHaveLength(4);
});

test("while one moves on quickly, only where it began and where it stops is asked for", async () => {
  const prefetch = made();
  for (let option = 0; option < 20; option += 1) {
    prefetch.prefetch([byStatus(`${option}`)]);
    await wait(DEBOUNCE_MS / 3);
  }
  expect(askedStatuses()).toEqual(["0"]);
  await wait(DEBOUNCE_MS);
  expect(askedStatuses()).toEqual(["0", "19"]);
});

test("one that is on its way is given up for what is more likely by now, or nothing is", async () => {
  const prefetch = made();
  prefetch.prefetch([byStatus("A")]);
  await wait(DEBOUNCE_MS);
  prefetch.prefetch([byStatus("B")]);
  await wait(0);
  expect(askedStatuses()).toEqual(["A", "B"]);
  expect(lists().queryClient.isFetching()).toBe(2);
  prefetch.cancel();
  await wait(DEBOUNCE_MS);
  expect(lists().queryClient.isFetching()).toBe(0);
  expect(askedStatuses()).toEqual(["A", "B"]);
});
