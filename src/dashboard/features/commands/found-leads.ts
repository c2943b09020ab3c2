import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type ListedLead, listLeadsView } from "#api/contract/leads/lead-views.ts";
import { legibleLine } from "#api/contract/text/visible-text.ts";
import { api } from "#dashboard/connection/api.ts";
import { leadName } from "#dashboard/domain/people/names.ts";
import { withOwnChange } from "#dashboard/domain/status/change/own-changes.ts";
import { containsWords } from "#dashboard/lib/contains-words.ts";

/** How many leads are found at most. */
const MOST_FOUND = 8;

/** Whoever types faster is waited for, in milliseconds. */
const DEBOUNCE_MS = 100;

interface Found {
  readonly search: string;
  readonly leads: readonly ListedLead[];
}

const foundLeads = (search: string) =>
  queryOptions({
    queryKey: ["found-leads", search],
    queryFn: async ({ signal }): Promise<Found> => {
      const query = { search, page: 1, limit: MOST_FOUND };
      const { data } = await api.call(listLeadsView, { query, signal });
      return { search, leads: data.map(withOwnChange) };
    },
    staleTime: 5_000,
  });

/**
 * The leads that the server finds. Until it has answered, those of the last answer that still have all
 * that was typed, so that Enter never opens what one no longer looks for.
 */
export function useFoundLeads(typed: string) {
  const wanted = legibleLine(typed);
  const search = useDebounced(wanted);
  const { data, error, refetch } = useQuery({
    ...foundLeads(search),
    enabled: search !== "",
    placeholderData: keepPreviousData,
  });
  const isAnswer = data?.search === wanted;
  const leads = wanted === "" ? [] : (data?.leads ?? []);
  return {
    leads: isAnswer ? leads : leads.filter((lead) => containsWords(wanted, wordsOf(lead))),
    isPending: wanted !== "" && !isAnswer && !(error && search === wanted),
    error: search === wanted && !isAnswer ? error : null,
    retry: () => void refetch(),
  };
}

const wordsOf = (lead: ListedLead) => [
  leadName(lead),
  lead.email,
  lead.latest_note?.note ?? "",
  lead.found_form ?? "",
];

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
