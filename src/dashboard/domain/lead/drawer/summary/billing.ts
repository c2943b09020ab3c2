import type { BillingDetails } from "#api/contract/leads.ts";
import { countryName } from "#dashboard/lib/countries.ts";

const FIELDS = [
  ["Business", "business_name"],
  ["Address", "address"],
  ["Zip", "zipcode"],
  ["Province", "province"],
  ["Country", "country"],
  ["VAT", "vat_number"],
] as const satisfies readonly (readonly [string, keyof BillingDetails])[];

interface BillingRow {
  readonly label: string;
  /** Nothing where it isn't given: the API says so by `null` and by an empty text. */
  readonly value: string | undefined;
}

/** The billing details as they are shown; nothing when none of them is given. */
export function billingRows(billing: BillingDetails | null): readonly BillingRow[] | undefined {
  const rows = FIELDS.map(([label, field]) => {
    const value = billing?.[field]?.trim() || undefined;
    // Hermon has it as a code, like the phone's country, and shows that by its name.
    return { label, value: value && field === "country" ? countryName(value) : value };
  });
  return rows.some(({ value }) => value !== undefined) ? rows : undefined;
}
