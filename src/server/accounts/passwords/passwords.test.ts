import { expect, test } from "vitest";
import { weaknessOf } from "./passwords.ts";

const ADA = { name: "Ada B. Example", email: "ada.example@example.com" };

test.each([
  "password123",
  "PASSWORD123",
  "ｐａｓｓｗｏｒｄ１２３",
  "0123456789",
  "1q2w3e4r5t",
  "qwerty12345",
  "administrator",
  "passwordpassword",
  "          ",
])("%s is a common one", async (password) => {
  expect(await weaknessOf(password, ADA)).toBe("is one of the most common ones; choose another");
});

test.each(["Ada.Example@Example.com", "ada.example", "Ada B. Example", "AdaB.Example"])(
  "%s is what is known of its owner",
  async (password) => {
    expect(await weaknessOf(password, ADA)).toBe("must not be your name or email address");
  },
);

test.each([
  "correct horse battery",
  "long enough",
  "password123 and more",
  // Lines of the list, but not one.
  "password\n123456",
  "пароль, который никто не знает",
])("%j may be taken", async (password) => {
  expect(await weaknessOf(password, ADA)).toBeNull();
});
