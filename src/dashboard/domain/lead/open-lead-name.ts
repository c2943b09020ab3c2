import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "#api/errors.ts";
import { leadName } from "./names.ts";
import { leadQueries, listedLead } from "./queries.ts";

/** What the page is called by while a lead is open: its name, as soon as that is known. */
export function useOpenLeadName(leadId: string | undefined): string | undefined {
  const queryClient = useQueryClient();
  // The drawer asks for it.
  const { data, error } = useQuery({ ...leadQueries.details(leadId ?? ""), enabled: false });
  if (leadId === undefined) return undefined;
  if (error instanceof ApiError && error.status === 404) return "Lead not found";
  const lead = data ?? listedLead(queryClient, leadId);
  return lead ? leadName(lead) : "Lead";
}
