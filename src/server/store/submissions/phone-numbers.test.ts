import { expect, test } from "vitest";
import { countryCode, isSoundNumber, readPhoneNumber } from "./phone-numbers.ts";

test.each([
  // A trunk zero inside E.164, in all its dresses.
  ["+4903012345678", "DE", "+493012345678", "DE"],
  ["+49 (0)30 12345678", "DE", "+493012345678", "DE"],
  ["+44 07700 900010", "GB", "+447700900010", "GB"],
  ["+61 0491 570 298", "AU", "+61491570298", "AU"],
  ["+810312345678", "JP", "+81312345678", "JP"],
  // One that belongs there.
  ["+39 06 12345678", "IT", "+390612345678", "IT"],
  ["+2250708123456", "CI", "+2250708123456", "CI"],
  // As it is written or dialled somewhere.
  ["+1 (415) 555-2671", "US", "+14155552671", "US"],
  ["(415) 555-2671", "US", "+14155552671", "US"],
  ["030 12345678", "DE", "+493012345678", "DE"],
  ["07700 900010", "GB", "+447700900010", "GB"],
  ["0049 30 12345678", "DE", "+493012345678", "DE"],
  ["0049 30 12345678", "US", "+493012345678", "DE"],
  ["4915112345678", "DE", "+4915112345678", "DE"],
  ["14155552671", "US", "+14155552671", "US"],
  ["9198765432", "IN", "+919198765432", "IN"],
  ["3912345678", "IT", "+393912345678", "IT"],
  ["+52 1 55 1234 5678", "MX", "+525512345678", "MX"],
  ["tel:+14155552671", "US", "+14155552671", "US"],
  ["'+4930 12345678", "DE", "+493012345678", "DE"],
  ["\u202a+49 30 12345678\u202c", "DE", "+493012345678", "DE"],
  ["٠٣٠١٢٣٤٥٦٧٨", "DE", "+493012345678", "DE"],
  ["＋４９ ３０ １２３４５６７８", "DE", "+493012345678", "DE"],
  // Made-up numbers of reserved ranges, which nobody has.
  ["+4915550100349", "DE", "+4915550100349", "DE"],
  ["+447700900010", "GB", "+447700900010", "GB"],
  ["+61491570298", "AU", "+61491570298", "AU"],
  ["+33639980010", "FR", "+33639980010", "FR"],
  ["+12025550123", "US", "+12025550123", "US"],
])("%s in %s is %s", (text, given, phone_e164, phone_country) => {
  expect(readPhoneNumber(text, given)).toEqual({ phone_e164, phone_country });
});

test.each([
  ["+493012345678", "US", "DE"],
  ["+493012345678", null, "DE"],
  ["+14165550123", "US", "CA"],
  ["+77012345678", "RU", "KZ"],
  ["+441534123456", "GB", "JE"],
  ["+447700900010", "FR", "GB"],
  // Where the number doesn't tell, the sender does.
  ["+447700900010", "JE", "JE"],
  ["+18005551234", "CA", "CA"],
  ["+80012345678", "US", "US"],
])("the country of %s, given as %s, is %s", (text, given, country) => {
  expect(readPhoneNumber(text, given)?.phone_country).toBe(country);
});

test.each([
  ["0415 555", "US"],
  ["+1204", "US"],
  ["+1415555267111111", "US"],
  ["+999123456789", "DE"],
  ["+0493012345678", "DE"],
  ["+1-800-FLOWERS", "US"],
  ["+14155552671abc", "US"],
  ["12345678", null],
  ["493012345678", "US"],
  ["none", "DE"],
  ["+", "DE"],
  ["0".repeat(100_000), "DE"],
])("%.20s in %s can't be a number", (text, given) => {
  expect(readPhoneNumber(text, given)).toBe(null);
});

test("a country is known by its code in any case, and by its English name", () => {
  const given = ["de", " US ", "uk", "Germany", "united states", "ＤＥ"];
  expect(given.map(countryCode)).toEqual(["DE", "US", "GB", "DE", "US", "DE"]);
  for (const none of [null, undefined, "", "\u200b", "Atlantis", "d3", "DEU"]) {
    expect(countryCode(none)).toBe(null);
  }
});

test("what may be unsound is looked at", () => {
  expect(["+14155552671", "+4915112345678"].every(isSoundNumber)).toBe(true);
  expect(["+4903012345678", "+49 30 1", "030", "+390612345678"].some(isSoundNumber)).toBe(false);
});
