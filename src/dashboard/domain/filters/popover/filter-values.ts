import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { isOfTimes } from "#api/address-values.ts";
import type { LeadQuery, PlainFilterName } from "#api/contract/leads/lead-query.ts";
import type { LeadCounts, ValueCount } from "#api/contract/leads/lead-views.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { inMoments, viewerOf } from "../../lead/asked-query.ts";
import { leadQueries } from "../../lead/queries.ts";
import { FILTER_FIELDS, isOfTheFive } from "../fields.ts";

/** The values of a filter to choose among, as far as they are known. */
export interface FilterValues {
  /** Missing until they were counted; those that are known anyway have no count until then. */
  readonly values:
    | readonly (Omit<ValueCount, "count"> & { count: number | undefined })[]
    | undefined;
  readonly hasMore: boolean;
  /** Some of them may still come from Hermon. */
  readonly isIncomplete: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/**
 * The values of a filter: of the five as they are counted with the list, else asked for now.
 * @param asked the list's query, as the server is asked for it
 * @param chosen those that the list is filtered by; ranges of time may be others than are offered
 */
export function useFilterValues(
  name: PlainFilterName,
  asked: LeadQuery,
  counts: UseQueryResult<LeadCounts>,
  workspace: Workspace,
  chosen: readonly string[],
): FilterValues {
  const offered = FILTER_FIELDS[name].values;
  const { today } = viewerOf(workspace);
  const given = useMemo(
    () =>
      typeof offered === "string"
        ? undefined
        : [...new Set([...offered, ...chosen])].map((value) => ({
            value,
            asked: isOfTimes(name) ? inMoments(value, today) : value,
          })),
    [name, offered, chosen, today],
  );
  const own = useQuery({
    ...leadQueries.filterValues(
      name,
      asked,
      given?.map((one) => one.asked),
    ),
    enabled: offered !== "counted",
  });
  const values = useMemo(() => {
    const countOf = (wanted: string) =>
      own.data?.values.find(({ value }) => value === wanted)?.count;
    return given
      ? given.map((one) => ({ value: one.value, count: countOf(one.asked) }))
      : own.data?.values;
  }, [given, own.data]);
  if (isOfTheFive(name)) {
    const { error, refetch } = counts;
    return { values: counts.data?.[name], hasMore: false, isIncomplete: false, error, refetch };
  }
  return {
    values,
    hasMore: own.data?.has_more ?? false,
    isIncomplete: own.data?.is_incomplete ?? false,
    error: own.error,
    refetch: own.refetch,
  };
}
