import { expect, test } from "vitest";
import { writtenPhone } from "./written-phone.ts";

const written = (phone_e164: string | null, phone_country: string | null = null) =>
  writtenPhone({ phone_e164, phone_country });

test.for([
  ["+14155550123", "US", "(415) 555-0123", "+1 415 555 0123"],
  ["+4930901820", "DE", "030 901820", "+49 30 901820"],
  ["+61491570156", "AU", "0491 570 156", "+61 491 570 156"],
  ["+33199000123", "FR", "01 99 00 01 23", "+33 1 99 00 01 23"],
] as const)(
  "%s is of %s and written as there",
  ([phone_e164, country, national, international]) => {
    expect(written(phone_e164)).toEqual({ phone_e164, country, national, international });
  },
);

test("the country is the number's own, whatever the lead says", () => {
  expect(written("+4930901820", "US")?.country).toBe("DE");
});

test("what several countries share has the country that the lead says, if it can be there", () => {
  expect(written("+447700900123")).toMatchObject({ country: null, national: "07700 900123" });
  expect(written("+447700900123", "GB")?.country).toBe("GB");
  expect(written("+447700900123", "gg")?.country).toBe("GG");
  expect(written("+447700900123", "DE")?.country).toBeNull();
  expect(written("+80012345678", "DE")).toMatchObject({
    country: null,
    international: "+800 1234 5678",
  });
});

test.for([null, "", "+999123456", "+3912345", "none", "+"])("%s is no number", (phone) => {
  expect(written(phone, "DE")).toBeUndefined();
});
