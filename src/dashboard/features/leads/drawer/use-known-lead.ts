import { useQueryClient } from "@tanstack/react-query";
import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import { listedLead } from "../queries.ts";
import { useAsChangedHere } from "../status/own-changes.ts";

/** What is known of a lead at once: its details, or what a row of a list has. */
export function useKnownLead(leadId: string, details: LeadDetails | undefined): Lead | undefined {
  const queryClient = useQueryClient();
  return useAsChangedHere<Lead>(details ?? listedLead(queryClient, leadId));
}
