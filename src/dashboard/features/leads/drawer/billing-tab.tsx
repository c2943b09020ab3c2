import type { UseQueryResult } from "@tanstack/react-query";
import type { LeadDetails } from "#api/contract/leads.ts";
import { Problem } from "#dashboard/ui/problem.tsx";
import { billingRows } from "./billing.ts";
import { Fact, Facts, NotGiven } from "./facts.tsx";
import { LongText } from "./long-text.tsx";
import { LinesPlaceholder } from "./lines-placeholder.tsx";

/** Whom an invoice goes to. */
export function BillingTab({ details }: { readonly details: UseQueryResult<LeadDetails> }) {
  const { data, error, refetch } = details;
  if (!data) {
    if (!error) return <LinesPlaceholder count={6} />;
    return (
      <Problem
        title="Couldn't load the billing details"
        error={error}
        onRetry={() => void refetch()}
      />
    );
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
