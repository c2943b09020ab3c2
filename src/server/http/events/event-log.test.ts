import { expect, test, vi } from "vitest";
import { EventLog, inOne, newsOf } from "./event-log.ts";

const changed = (...leads: string[]) => newsOf({ leads });

test("goes on behind every position, with what came since in one", () => {
  const log = new EventLog();
  const start = log.position;
  log.add(changed("a"));
  const middle = log.position;
  log.add(newsOf({ leads: ["b", "a"], others: true }));
  expect(log.since(start)).toMatchObject({ ids: ["a", "b"], others: true });
  expect(log.since(middle)).toMatchObject({ ids: ["b", "a"], others: true });
  expect(log.since(log.position)).toMatchObject({ ids: [], others: false });
});

test("doesn't know positions of others, of the future, and of long ago", () => {
  const log = new EventLog();
  const start = log.position;
  const another = new EventLog().position;
  const future = start.replace(/\d+$/, "7");
  for (const position of [
    another,
    future,
    "",
    "7",
    `${start}x`,
    "-",
    start.replace(/\d+$/, "-1"),
  ]) {
    expect(log.since(position), position).toBeUndefined();
  }
  for (let added = 0; added < 1_000; added += 1) log.add(changed("a"));
  expect(log.since(start)).toMatchObject({ ids: ["a"], others: false });
  log.add(changed("b"));
  expect(log.since(start)).toBeUndefined();
  expect(log.positionBefore(60_000)).toBeUndefined();
});

test("knows where it was a while ago", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const log = new EventLog();
  log.add(changed("a"));
  vi.advanceTimersByTime(1_000);
  log.add(changed("b"));
  vi.advanceTimersByTime(1_000);
  expect(log.positionBefore(0)).toBe(log.position);
  const position = log.positionBefore(1_500) ?? "";
  expect(log.since(position)).toMatchObject({ ids: ["b"], others: false });
  expect(log.positionBefore(2_500)).toBeUndefined();
  vi.useRealTimers();
});

test("more than 50 leads aren't named", () => {
  const ids = Array.from({ length: 51 }, (_, at) => `lead ${at}`);
  expect(newsOf({ leads: ids.slice(1) })).toMatchObject({ ids: ids.slice(1), others: false });
  expect(newsOf({ leads: ids.slice(1), gone: ids.slice(0, 1) })).toMatchObject({
    ids: [],
    others: true,
  });
  expect(inOne(ids.map((id) => changed(id)))).toMatchObject({ ids: [], others: true });
});

test("tells whether the list of opt-ins is different", () => {
  expect(changed("a").opt_ins).toBe(false);
  expect(newsOf({ leads: [], details: ["a"] }).opt_ins).toBe(false);
  expect(newsOf({ leads: ["a"], optIns: true }).opt_ins).toBe(true);
  expect(newsOf({ leads: [], gone: ["a"] }).opt_ins).toBe(true);
  expect(inOne([newsOf({ leads: [], optIns: true }), changed("a")]).opt_ins).toBe(true);
});

test("of details, the latest are named", () => {
  const details = Array.from({ length: 201 }, (_, at) => `lead ${at}`);
  expect(newsOf({ leads: [], details })).toMatchObject({
    ids: [],
    details: details.slice(1),
    others: false,
  });
  expect(inOne([newsOf({ leads: [], statuses: true }), changed("a")])).toMatchObject({
    ids: ["a"],
    statuses: true,
  });
});
