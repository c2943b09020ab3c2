import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { momentOf } from "./moment.ts";

/** Where the server stands makes no difference. */
describe.each(["America/New_York", "Pacific/Auckland", "UTC"])("in %s", (zone) => {
  beforeAll(() => vi.stubEnv("TZ", zone));
  afterAll(() => vi.unstubAllEnvs());

  const JUNE_1 = Date.UTC(2026, 5, 1);

  test.each([
    "2026-06-01",
    " 2026-06-01 ",
    "2026-06-01T00:00:00",
    "2026-06-01 00:00",
    "2026-06-01T00:00:00.000",
    "2026-06-01Z",
    "2026-06-01+02:00",
    "2026/06/01",
    "2026-6-1",
    "June 1, 2026",
    "1 Jun 2026",
    "Mon, 01 Jun 2026",
  ])("%j is a day", (text) => {
    expect(momentOf(text)).toEqual({ at: JUNE_1, isDay: true });
  });

  test.each([
    ["2026-06-01T00:00:00Z", JUNE_1],
    ["2026-06-01T00:00:00.000Z", JUNE_1],
    ["2026-06-01T00:00:00+00:00", JUNE_1],
    ["2026-06-01 10:00", Date.UTC(2026, 5, 1, 10)],
    ["2026/06/01 10:00", Date.UTC(2026, 5, 1, 10)],
    ["1 Jun 2026 10:00", Date.UTC(2026, 5, 1, 10)],
    ["June 1, 2026 10:00 AM", Date.UTC(2026, 5, 1, 10)],
    ["Mon, 01 Jun 2026 10:00:00 GMT", Date.UTC(2026, 5, 1, 10)],
    ["2026-06-01T10:00:00 +02:00", Date.UTC(2026, 5, 1, 8)],
    ["2026-06-01 10:00:00+02", Date.UTC(2026, 5, 1, 8)],
    ["2026-06-01T10:00:00-0400", Date.UTC(2026, 5, 1, 14)],
    ["2026-05-26T08:17:38.326Z", Date.UTC(2026, 4, 26, 8, 17, 38, 326)],
    ["2026-05-26T10:17:38+02:00", Date.UTC(2026, 4, 26, 8, 17, 38)],
    ["2026-05-26 08:17:38.326914", Date.UTC(2026, 4, 26, 8, 17, 38, 326)],
    ["2026-05-26T08:17", Date.UTC(2026, 4, 26, 8, 17)],
    ["1970-01-01T00:00:00.000Z", 0],
    ["9999-12-31T23:59:59.999Z", 253_402_300_799_999],
    [1_780_000_000_000.5, 1_780_000_000_000],
    [JUNE_1, JUNE_1],
  ])("%j is an instant", (value, at) => {
    expect(momentOf(value)).toEqual({ at, isDay: false });
  });

  test.each([
    "1969-12-31T23:59:59.999Z",
    "1969-12-31",
    "+010000-01-01T00:00:00.000Z",
    "0000-00-00 00:00:00",
    "0000-00-00",
    "2026-02-31",
    "2026-13-01",
    "6/1/2026",
    "01.06.2026",
    "01.06.2026 10:00",
    "2026-06",
    "2026",
    "lead 5",
    "soon",
    "",
    -1,
    NaN,
    Infinity,
    null,
    true,
    {},
    ["2026-06-01"],
  ])("%j is neither", (value) => {
    expect(momentOf(value)).toBe(null);
  });
});
