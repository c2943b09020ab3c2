import { expect, test } from "vitest";
import { parseSettings } from "./settings.ts";

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

test("what a connection to Hermon needs is taken as it is meant", () => {
  const given = {
    HERMON_API_KEY: " sk_live_x\n",
    HERMON_API_URL: "http://127.0.0.1:4311/hermon//",
    HERMON_MAX_RPS: "0.25",
    HERMON_POLL_SECONDS: "5",
  };
  expect(parseSettings(given)).toMatchObject({
    HERMON_API_KEY: "sk_live_x",
    HERMON_API_URL: "http://127.0.0.1:4311/hermon",
    HERMON_MAX_RPS: 0.25,
    HERMON_POLL_SECONDS: 5,
  });
  expect(parseSettings({ HERMON_MAX_RPS: "1000" })).toMatchObject({ HERMON_MAX_RPS: 1_000 });
  expect(parseSettings({ HERMON_API_KEY: " " })).not.toHaveProperty("HERMON_API_KEY", "");
});

const RPS = "HERMON_MAX_RPS must be a number from 0.1 to 1000";
const POLL = "HERMON_POLL_SECONDS must be a whole number from 1 to 86400";
const KEY = "HERMON_API_KEY must be one word of plain letters and signs";
const HERMON = "HERMON_API_URL must be a web address such as https://api.example.com";
const PLAIN = "HERMON_API_URL must be without ?, # and @";

test.each([
  [{ PORT: "http" }, "PORT must be a whole number from 0 to 65535"],
  [{ PORT: "65536" }, "PORT must be a whole number from 0 to 65535"],
  [{ PORT: "1e3" }, "PORT must be a whole number from 0 to 65535"],
  [{ SAMPLE_LEADS: "-1" }, "SAMPLE_LEADS must be a whole number from 0 to 10000000"],
  [{ DATABASE_URL: "dashboard.db" }, "DATABASE_URL must be file:<path> or postgres:"],
  [{ APP_URL: "leads.example.com" }, /^APP_URL must be a web address/],
  [{ APP_URL: "javascript:alert(1)" }, /^APP_URL must be a web address/],
  [{ APP_SECRET: "short" }, "APP_SECRET must be at least 32 characters long"],
  [
    { APP_SECRET: "better-auth-secret-12345678901234567890" },
    "APP_SECRET must be a secret that nobody else knows",
  ],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of: /],
  [{ HERMON_API_KEY: "sk_live_x sk_live_y" }, KEY],
  [{ HERMON_API_KEY: "sk_live_\u00e9" }, KEY],
  [{ HERMON_API_KEY: "sk_live_x\r\nhost: a" }, KEY],
  [{ HERMON_API_URL: "api.hermon.io" }, HERMON],
  [{ HERMON_API_URL: "ftp://api.hermon.io" }, HERMON],
  [{ HERMON_API_URL: "https://me:hush@api.example.com" }, PLAIN],
  [{ HERMON_API_URL: "https://api.example.com/?key=hush" }, PLAIN],
  [{ HERMON_API_URL: "https://api.example.com/#here" }, PLAIN],
  [{ HERMON_MAX_RPS: "0" }, RPS],
  [{ HERMON_MAX_RPS: "0.05" }, RPS],
  [{ HERMON_MAX_RPS: "1000.5" }, RPS],
  [{ HERMON_MAX_RPS: "4,5" }, RPS],
  [{ HERMON_MAX_RPS: "1e2" }, RPS],
  [{ HERMON_MAX_RPS: "-4" }, RPS],
  [{ HERMON_MAX_RPS: "Infinity" }, RPS],
  [{ HERMON_POLL_SECONDS: "0" }, POLL],
  [{ HERMON_POLL_SECONDS: "1.5" }, POLL],
  [{ HERMON_POLL_SECONDS: "86401" }, POLL],
])("%o stops the start with a line that names it", (environment, line) => {
  expect(() => parseSettings(environment)).toThrow(line);
});

test.each([
  "PORT",
  "DATABASE_URL",
  "SAMPLE_LEADS",
  "HERMON_API_KEY",
  "HERMON_API_URL",
  "HERMON_MAX_RPS",
  "HERMON_POLL_SECONDS",
  "APP_URL",
  "APP_SECRET",
  "TRUSTED_PROXIES",
  "RATE_LIMIT_RPM",
  "LOG_LEVEL",
])("a wrong %s names itself and never repeats its value", (name) => {
  const parse = () => parseSettings({ [name]: "hush hush" });
  expect(parse).toThrow(new RegExp(`^${name} must be `));
  expect(parse).not.toThrow(/hush/);
});

test("trusted proxies are addresses and ranges", () => {
  const { TRUSTED_PROXIES } = parseSettings({ TRUSTED_PROXIES: " 192.0.2.1, 10.0.0.0/8,::1 " });
  expect(TRUSTED_PROXIES).toEqual([
    { address: "192.0.2.1", prefix: 32 },
    { address: "10.0.0.0", prefix: 8 },
    { address: "::1", prefix: 128 },
  ]);
  expect(parseSettings({ TRUSTED_PROXIES: " " }).TRUSTED_PROXIES).toBeUndefined();
  for (const wrong of ["proxy.example.com", "10.0.0.0/40", "10.0.0.1;10.0.0.2", ","]) {
    expect(() => parseSettings({ TRUSTED_PROXIES: wrong })).toThrow(
      "TRUSTED_PROXIES must be addresses or ranges such as 10.0.0.0/8, with commas between them",
    );
  }
});
