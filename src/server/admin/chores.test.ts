import { expect, test } from "vitest";
import { chores } from "./chores.ts";
import { OperatorError } from "#server/boot/operator-error.ts";

test.each([
  ["key create", "", "Give one NAME"],
  ["key create", "two names", "Give one NAME"],
  ["key list", "all", "Nothing is expected after that: all"],
  ["key revoke", "", "Give one ID, see key list"],
  ["backup", "", "Give one FILE"],
  ["audit list", "ann@example.com", "Give --limit N, or nothing"],
  ["audit list", "--limit", "Give --limit N, or nothing"],
  ["audit list", "--limit 1e3", "Give --limit N, or nothing"],
  ["audit list", "--limit 0", "Give --limit N, or nothing"],
  ["audit list", "--limit 9 9", "Give --limit N, or nothing"],
  ["mirror reset", "now", "Nothing is expected after that: now"],
  ["user create", "--name Ann --role viewer", "Give one EMAIL"],
  [
    "user create",
    "ann@example.com --name Ann --role boss",
    "--role must be one of: viewer, member, manager",
  ],
  ["user create", "ann@example.com --name Ann", "--role must be one of: viewer, member, manager"],
  ["user create", "ann@example.com --role viewer", "name is required"],
  ["user create", "ann --name Ann --role viewer", "email must be an email address"],
  ["user create", "ann@example.com --nme Ann", "Unknown option '--nme'"],
  ["user list", "all", "Nothing is expected after that: all"],
  ["user disable", "", "Give one EMAIL"],
  ["user enable", "ann@example.com ben@example.com", "Give one EMAIL"],
  ["user role", "ann@example.com", "Give one EMAIL and one ROLE"],
  ["user role", "ann@example.com viewer now", "Give one EMAIL and one ROLE"],
  ["user role", "ann@example.com boss", "ROLE must be one of: viewer, member, manager"],
  ["user password", "--password ann@example.com", "Unknown option '--password'"],
  ["user sessions", "--end", "Give one EMAIL"],
])("%s %s: says what is wrong before it touches anything", (name, line, message) => {
  const give = () => chores.get(name)?.(line.split(" ").filter(Boolean));
  expect(give).toThrow(new OperatorError(message));
});
