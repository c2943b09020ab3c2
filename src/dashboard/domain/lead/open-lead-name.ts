import { useQuery, useQueryClient } from "@tanstack/react-query";
import { knownLead } from "./lead-caches.ts";
import { leadName } from "./names.ts";
import { isNotFound, leadQueries } from "./queries.ts";

/** What the page is called by while a lead is open: its name, as soon as that is known. */
export function useOpenLeadName(leadId: string | undefined): string | undefined {
  const queryClient = useQueryClient();
  // The drawer asks for it.
  const { data, error } = useQuery({ ...leadQueries.details(leadId ?? ""), enabled: false });
  if (leadId === undefined) return undefined;
  if (isNotFound(error)) return "Lead not found";
  const lead = data ?? knownLead(queryClient, leadId);
  return lead ? leadName(lead) : "Lead";
}
