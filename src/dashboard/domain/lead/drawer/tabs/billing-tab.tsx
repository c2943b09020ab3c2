import type { BillingDetails } from "#api/contract/leads/leads.ts";
import { countryName } from "#dashboard/lib/countries.ts";
import { Fact, Facts, NotGiven } from "#dashboard/ui/facts.tsx";
import { UntilRead } from "../freshness/lead-age.tsx";
import { LinesPlaceholder, PendingLines } from "../parts/latest.tsx";
import { LongText } from "../parts/texts.tsx";
import type { TabProps } from "./tab-props.ts";

/** Whom an invoice goes to. */
export function BillingTab({ leadId, details: { data, error, refetch } }: TabProps) {
  if (!data) {
    const title = "Couldn't load the billing details";
    return <PendingLines count={6} title={title} error={error} onRetry={() => void refetch()} />;
  }
  if (data.details_as_of === null) {
    return <UntilRead leadId={leadId} placeholder={<LinesPlaceholder count={6} />} />;
  }
  const rows = billingRows(data.billing_details);
  if (!rows) return <p className="text-text-muted">No billing details</p>;
  return (
    <Facts>
      {rows.map(({ label, value }) => (
        <Fact key={label} name={label}>
          {value ? <LongText text={value} /> : <NotGiven />}
        </Fact>
      ))}
    </Facts>
  );
}

const FIELDS = [
  ["Business", "business_name"],
  ["Address", "address"],
  ["Zip", "zipcode"],
  ["Province", "province"],
  ["Country", "country"],
  ["VAT", "vat_number"],
] as const satisfies readonly (readonly [string, keyof BillingDetails])[];

/** The billing details as they are shown; nothing when none of them is given. */
export function billingRows(billing: BillingDetails | null) {
  const rows = FIELDS.map(([label, field]) => {
    // The API says by `null` and by an empty text that it isn't given.
    const value = billing?.[field]?.trim() || undefined;
    // Hermon has it as a code, like the phone's country, and shows that by its name.
    return { label, value: value && field === "country" ? countryName(value) : value };
  });
  return rows.some(({ value }) => value !== undefined) ? rows : undefined;
}
