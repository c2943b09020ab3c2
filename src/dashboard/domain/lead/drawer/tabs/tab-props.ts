import type { UseQueryResult } from "@tanstack/react-query";
import type { LeadView } from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";

/** What a tab may show of the open lead. */
export interface TabProps {
  readonly leadId: string;
  /** The one of its opt-ins that it is opened at. */
  readonly optIn: string | undefined;
  /** What the list knew already. */
  readonly lead: Lead | undefined;
  readonly details: UseQueryResult<LeadView>;
}
