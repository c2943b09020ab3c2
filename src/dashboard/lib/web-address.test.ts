import { expect, test } from "vitest";
import { callAddress, chatAddress, mailAddress, webAddress } from "./web-address.ts";

test("only http and https are linked to", () => {
  expect(webAddress(" https://example.com/a b ")).toBe("https://example.com/a%20b");
  expect(webAddress("HTTP://example.com")).toBe("http://example.com/");
  expect(webAddress("javascript:alert(1)")).toBeUndefined();
  expect(webAddress("data:text/html,x")).toBeUndefined();
  expect(webAddress("example.com/page")).toBeUndefined();
  expect(webAddress("")).toBeUndefined();
});

test("an e-mail can't add to the mail that is written to it", () => {
  expect(mailAddress("anna.b+c@example.com")).toBe("mailto:anna.b+c@example.com");
  expect(mailAddress("a@example.com?bcc=b@example.com&x")).toBe(
    "mailto:a@example.com%3Fbcc%3Db@example.com%26x",
  );
  expect(mailAddress("\uD800@example.com")).toBe("mailto:%EF%BF%BD@example.com");
});

test("a number is called by its digits", () => {
  expect(callAddress("+44 20 7946 0000")).toBe("tel:+442079460000");
  expect(chatAddress("+44 20 7946 0000")).toBe("https://wa.me/442079460000");
});
