import { expect, test } from "vitest";
import { leadName } from "./names.ts";

const email = "ida@example.com";

test.each([
  ["Ida", "Example", "Ida Example"],
  [" Ida\u200b", null, "Ida"],
  ["\u200b", "Example", "Example"],
  ["\u3164", "\u200b\u00a0", email],
  ["", null, email],
])("a lead called %j %j is %s", (first_name, last_name, name) => {
  expect(leadName({ first_name, last_name, email })).toBe(name);
});
