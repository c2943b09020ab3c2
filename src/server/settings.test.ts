import { expect, test } from "vitest";
import { isLoopback, parseSettings } from "./settings.ts";

test("an empty environment gives the documented defaults", () => {
  expect(parseSettings({})).toEqual({
    HOST: "127.0.0.1",
    PORT: 4310,
    DATABASE_URL: "file:./data/dashboard.db",
    SAMPLE_LEADS: 2400,
    HERMON_API_URL: "https://api.hermon.io",
    HERMON_MAX_RPS: 4,
    HERMON_POLL_SECONDS: 15,
    RATE_LIMIT_RPM: 600,
    LOG_LEVEL: "info",
  });
});

test("blank counts as not given, and values are trimmed", () => {
  expect(parseSettings({ PORT: " ", APP_URL: "", HOST: " 0.0.0.0 " })).toMatchObject({
    PORT: 4310,
    HOST: "0.0.0.0",
  });
});

test.each([
  [{ PORT: "http" }, "PORT must be a whole number from 0 to 65535"],
  [{ PORT: "65536" }, "PORT must be a whole number from 0 to 65535"],
  [{ PORT: "1e3" }, "PORT must be a whole number from 0 to 65535"],
  [{ SAMPLE_LEADS: "-1" }, "SAMPLE_LEADS must be a whole number from 0 to 10000000"],
  [{ DATABASE_URL: "dashboard.db" }, "DATABASE_URL must be file:<path>"],
  [{ DATABASE_URL: "postgres://db/leads" }, /^DATABASE_URL .*PostgreSQL is not there yet/],
  [{ APP_URL: "leads.example.com" }, /^APP_URL must be a web address/],
  [{ APP_URL: "javascript:alert(1)" }, /^APP_URL must be a web address/],
  [{ APP_SECRET: "short" }, "APP_SECRET must be at least 32 characters long"],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of: /],
  [{ HERMON_API_KEY: "sk_live_x y" }, "HERMON_API_KEY must be one word of plain letters and signs"],
  [{ HERMON_API_URL: "api.example.com" }, /^HERMON_API_URL must be a web address/],
  [{ HERMON_MAX_RPS: "0" }, "HERMON_MAX_RPS must be a number from 0.1 to 1000"],
  [{ HERMON_POLL_SECONDS: "0" }, "HERMON_POLL_SECONDS must be a whole number from 1 to 86400"],
])("%o stops the start with a line that names it", (environment, line) => {
  expect(() => parseSettings(environment)).toThrow(line);
});

test("a wrong secret is never repeated", () => {
  const environment = { HERMON_API_KEY: "sk_live_hush hush" };
  expect(() => parseSettings(environment)).toThrow(/HERMON_API_KEY/);
  expect(() => parseSettings(environment)).not.toThrow(/hush/);
});

test.each([
  ["127.0.0.1", true],
  ["127.9.9.9", true],
  ["localhost", true],
  ["::1", true],
  ["[::1]", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.0.4", false],
  ["127.evil.example", false],
])("%s is loopback: %s", (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback);
});
