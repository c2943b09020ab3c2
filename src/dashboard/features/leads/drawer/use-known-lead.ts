import { useQueryClient } from "@tanstack/react-query";
import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import { type LeadPage, leadQueries } from "../queries.ts";
import { useAsChangedHere } from "../status/own-changes.ts";

/** What is known of a lead at once: its details, or what a row of a list has. */
export function useKnownLead(leadId: string, details: LeadDetails | undefined): Lead | undefined {
  const queryClient = useQueryClient();
  const listed = () =>
    queryClient
      .getQueriesData<LeadPage>({ queryKey: leadQueries.pages() })
      .flatMap(([, page]) => page?.leads.find(({ id }) => id === leadId) ?? [])[0];
  return useAsChangedHere<Lead>(details ?? listed());
}
