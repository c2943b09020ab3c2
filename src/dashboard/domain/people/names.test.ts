import { expect, test } from "vitest";
import { leadName, ownerNames } from "./names.ts";

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

test("an owner has one name however the e-mail is written", () => {
  const team = [
    { email: "jörg@köln.example", name: "Jörg" },
    { email: "nameless@example.com", name: "\u200b" },
  ];
  const nameOf = ownerNames(team);
  expect(nameOf("JO\u0308RG@xn--kln-sna.example")).toBe("Jörg");
  expect(nameOf("nameless@example.com")).toBe("nameless@example.com");
  expect(nameOf("Nobody@example.com")).toBe("Nobody@example.com");
});
