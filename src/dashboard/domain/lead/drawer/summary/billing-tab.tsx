import type { UseQueryResult } from "@tanstack/react-query";
import type { LeadView } from "#api/contract/lead-views.ts";
import { Fact, Facts, NotGiven } from "#dashboard/ui/facts.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { UntilRead } from "../freshness/until-read.tsx";
import { LinesPlaceholder } from "../parts/lines-placeholder.tsx";
import { LongText } from "../parts/long-text.tsx";
import { billingRows } from "./billing.ts";

interface BillingTabProps {
  readonly leadId: string;
  readonly details: UseQueryResult<LeadView>;
}

/** Whom an invoice goes to. */
export function BillingTab({ leadId, details }: BillingTabProps) {
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
