import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { phoneInWords } from "./contacts.tsx";

beforeAll(() => vi.stubEnv("TZ", "Europe/Berlin"));
afterAll(() => vi.unstubAllEnvs());

const german = {
  phone_e164: "+4930901820",
  country: "DE",
  national: "030 901820",
  international: "+49 30 901820",
};

test("a number of the country where the viewer is has its national writing, others don't", () => {
  expect(phoneInWords(german.phone_e164, german)).toBe("030 901820");
  expect(phoneInWords(german.phone_e164, { ...german, country: "AT" })).toBe("+49 30 901820");
  expect(phoneInWords(german.phone_e164, { ...german, country: null })).toBe("+49 30 901820");
  expect(phoneInWords(german.phone_e164, { ...german, country: "001" })).toBe("+49 30 901820");
});

test("a number that nobody has written out, or that is newer, is shown as it came", () => {
  expect(phoneInWords("+4930901820", undefined)).toBe("+4930901820");
  expect(phoneInWords("+4930901821", german)).toBe("+4930901821");
});
