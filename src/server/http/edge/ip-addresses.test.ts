import { describe, expect, test } from "vitest";
import { inRanges, isLoopback, networkOf, parseRanges, plainAddress } from "./ip-addresses.ts";
import { present } from "#server/test-server.ts";

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:DB8:0::0001", "2001:db8::1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["::FFFF:c000:201", "192.0.2.1"],
  ["fe80::1%eth0", "fe80::1"],
  ["010.0.0.1", null],
  ["192.0.2", null],
  ["192.0.2.1:80", null],
  ["leads.example.com", null],
  ["", null],
])("%s is %s", (text, address) => {
  expect(plainAddress(text)).toBe(address);
});

describe("ranges", () => {
  test.each([
    ["10.0.0.0/8", "10.9.8.7", true],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["10.1.2.3", "10.1.2.3", true],
    ["10.1.2.3", "10.1.2.4", false],
    ["0.0.0.0/0", "203.0.113.9", true],
    ["2001:db8::/32", "2001:db8:1::9", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["::1", "::1", true],
    ["::1", "127.0.0.1", false],
    ["::ffff:10.0.0.0/104", "10.9.8.7", true],
    ["::ffff:10.0.0.0/104", "11.9.8.7", false],
    ["192.0.2.1, 10.0.0.0/8", "10.0.0.1", true],
    ["10.0.0.0/8", "unknown", false],
  ])("%s has %s: %s", (list, address, isIn) => {
    expect(inRanges(present(parseRanges(list)))(address)).toBe(isIn);
  });

  test.each(["", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0.0/8/8", "a.example", "10.0.0.1,,"])(
    "%j is none",
    (list) => {
      expect(parseRanges(list)).toBeNull();
    },
  );
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s is of the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
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
