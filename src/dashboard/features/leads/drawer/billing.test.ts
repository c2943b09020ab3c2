import { expect, test } from "vitest";
import { billingRows } from "./billing.ts";

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

test("with nothing given there are no billing details", () => {
  expect(billingRows(null)).toBeUndefined();
  expect(billingRows({ business_name: "", address: " ", vat_number: null })).toBeUndefined();
});
