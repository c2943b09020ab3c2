import { expect, test } from "vitest";
import { ownerNames } from "./owner-names.ts";

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
