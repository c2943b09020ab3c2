import { expect, test } from "vitest";
import { EmailAddress } from "./email-address.ts";
import { emailKey, isSameEmail } from "./email-key.ts";

test.each([
  "jörg@example.com",
  "jane@münchen.example",
  "jane@xn--mnchen-3ya.example",
  "JANE@MÜNCHEN.EXAMPLE",
  "用户@例子.广告",
  "अजय@डाटा.भारत",
  "χρήστης@παράδειγμα.ελ",
  "a@faß.example",
  "o'hara&sons@example.com",
  "user#tag/a=b@example.com",
  "a@sub.xn--p1ai",
  "😀@example.com",
  '"john doe"@example.com',
  '"a@b"@example.com',
])("%s is an address, kept as given", (address) => {
  expect(EmailAddress.parse(address)).toBe(address);
});

test.each([
  [" ida@example.com\u00a0", "ida@example.com"],
  ["\ufeffida@\u200bexample.com\u200b", "ida@example.com"],
  ["i\u00adda@example.com", "ida@example.com"],
  ["ｉｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ida@example.com"],
])("what can't be seen in %j is left out", (given, address) => {
  expect(EmailAddress.parse(given)).toBe(address);
});

test.each([
  "",
  "\u3164@example.com",
  "plain",
  "@example.com",
  "ida@",
  "a@b@c.example",
  "ida example@example.com",
  "ida@exa mple.com",
  "a\u00a0b@example.com",
  "a\nb@example.com",
  "a\u0000b@example.com",
  "\ud800@example.com",
  "a@b",
  "ida@localhost",
  "ida@192.0.2.1",
  "ida@[192.0.2.1]",
  "a..b@example.com",
  ".a@example.com",
  "a@example..com",
  "a@-example.com",
  "a@exa_mple.com",
  "a@xn--.example",
  `a@${"b".repeat(64)}.example`,
  "a@example.com/b",
  "a@example.com:80",
  "a@example.com,b@example.com",
  "Ida Example <ida@example.com>",
  "mailto:ida@example.com",
])("%j is none", (given) => {
  const complaint = EmailAddress.safeParse(given).error?.issues[0]?.message;
  expect(complaint).toBe("email must be an email address");
});

test("one that is too long is told so", () => {
  const complaint = EmailAddress.safeParse(`${"a".repeat(320)}@example.com`).error;
  expect(complaint?.issues[0]?.message).toBe("email must be at most 320 characters long");
});

test.each([
  ["Jörg@Example.com", "jo\u0308rg@example.com"],
  ["JÖRG@example.com", "jörg@EXAMPLE.COM "],
  ["jane@München.example", "jane@xn--mnchen-3ya.example"],
  ["jane@mu\u0308nchen.example", "JANE@MÜNCHEN.EXAMPLE"],
  ["ida@例子。广告", "ida@例子.广告"],
  ["ida@example.com", "\u200bIDA@example.com"],
])("%s is %s", (one, other) => {
  expect(isSameEmail(one, other)).toBe(true);
});

test("letters that mean something else are another address", () => {
  expect(isSameEmail("ﬁ@example.com", "fi@example.com")).toBe(false);
  expect(isSameEmail("faß@example.com", "fass@example.com")).toBe(false);
  expect(isSameEmail("ida@faß.example", "ida@fass.example")).toBe(false);
});

test("what is no address has a key all the same", () => {
  expect(["", " Nobody ", "@", "Ä", "a@b@Ç d"].map(emailKey)).toEqual([
    "",
    "nobody",
    "@",
    "ä",
    "a@b@ç d",
  ]);
});
