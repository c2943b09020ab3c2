import { expect, test } from "vitest";
import { billingRows } from "./billing-tab.tsx";

test("empty texts and null are both not given", () => {
  expect(billingRows({ business_name: "Kiln Ltd", address: "", country: null })).toEqual([
    { label: "Business", value: "Kiln Ltd" },
    { label: "Address", value: undefined },
    { label: "Zip", value: undefined },
    { label: "Province", value: undefined },
    { label: "Country", value: undefined },
    { label: "VAT", value: undefined },
  ]);
});

test("a country's code is shown by its name, as in the lead's head; anything else as it came", () => {
  const countryOf = (country: string) =>
    billingRows({ country })?.find(({ label }) => label === "Country")?.value;
  expect(["CA", " de ", "Canada", "Peru", "England & Wales"].map(countryOf)).toEqual([
    "Canada",
    "Germany",
    "Canada",
    "Peru",
    "England & Wales",
  ]);
});

test("with nothing given there are no billing details", () => {
  expect(billingRows(null)).toBeUndefined();
  expect(billingRows({ business_name: "", address: " ", vat_number: null })).toBeUndefined();
});
