import type { UseQueryResult } from "@tanstack/react-query";
import type { LeadView } from "#api/contract/lead-views.ts";
import type { BillingDetails } from "#api/contract/leads.ts";
import { countryName } from "#dashboard/lib/countries.ts";
import { Fact, Facts, NotGiven } from "#dashboard/ui/facts.tsx";
import { UntilRead } from "../freshness/until-read.tsx";
import { LinesPlaceholder, PendingLines } from "../parts/lines-placeholder.tsx";
import { LongText } from "../parts/long-text.tsx";

const FAILED = "Couldn't load the billing details";

interface BillingTabProps {
  readonly leadId: string;
  readonly details: UseQueryResult<LeadView>;
}

/** Whom an invoice goes to. */
export function BillingTab({ leadId, details }: BillingTabProps) {
  const { data, error, refetch } = details;
  if (!data) {
    const retry = () => void refetch();
    return <PendingLines count={6} title={FAILED} error={error} onRetry={retry} />;
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
