import {
  keepPreviousData,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { createColumnHelper, type Row, tableFeatures, useTable } from "@tanstack/react-table";
import { startTransition, useEffect, useMemo, useState } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { Lead } from "#api/contract/leads.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import { type LeadPage, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { columns } from "./columns.ts";
import { useLookedPages } from "./use-looked-pages.ts";

const features = tableFeatures({});
export type LeadTableRow = Row<typeof features, Lead>;

const column = createColumnHelper<typeof features, Lead>();
const tableColumns = columns.map(({ id, header, value }) =>
  column.accessor((lead): unknown => value(lead), { id, header }),
);

/**
 * The filtered list, as far as one has looked at it. Under a new filter the old rows stay until the
 * first new ones are there, or for good if those can't be had: `query` says whose rows they are.
 */
export function useLeadList(wanted: LeadQuery) {
  const queryClient = useQueryClient();
  const first = useQuery({ ...leadQueries.page(wanted, 1), placeholderData: keepPreviousData });
  const [kept, setKept] = useState(wanted);
  const query = first.data?.query ?? kept;
  // It counts only after a failure, so there is no hurry.
  useEffect(() => startTransition(() => setKept(query)), [query]);
  const { pages: looked, lookAt } = useLookedPages(query);

  const [combine] = useState(pagesKeeper);
  const { pages } = useQueries({
    queries: looked.map((page) => leadQueries.page(query, page)),
    combine,
  });
  const data = useMemo(() => pages.flatMap(({ page }) => page?.leads ?? []), [pages]);
  // Nothing here shows the table's own state, so nothing follows it.
  const { rows } = useTable({ features, columns: tableColumns, data }, () => null).getRowModel();
  const placedRows = useMemo(() => placed(rows, looked, pages), [rows, looked, pages]);

  const total =
    totalOf(pages) ?? queryClient.getQueryData(leadQueries.page(query, 1).queryKey)?.total;
  const isChanging = first.isPlaceholderData || (first.isError && first.data === undefined);
  const isLoading = first.isPending || first.isPlaceholderData;
  const error = first.error ?? pages.find((page) => page.error)?.error;
  // The same while nothing in it changes: its rows are not looked through again.
  return useMemo(
    () => ({
      query,
      /** Missing until the first rows came. */
      total,
      isChanging,
      isLoading,
      error,
      /** Those looked at, by their place in the whole list. */
      rows: placedRows,
      /** Where a lead stands, if its row is among those looked at. */
      rowWith: (leadId: string) =>
        [...placedRows].find(([, row]) => row.original.id === leadId)?.[0],
      hasFailed: (index: number) => {
        const page = pages[looked.indexOf(Math.floor(index / PAGE_SIZE) + 1)];
        return page !== undefined && page.error !== null && page.page === undefined;
      },
      lookAt,
    }),
    [query, total, isChanging, isLoading, error, placedRows, pages, looked, lookAt],
  );
}

export type LeadList = ReturnType<typeof useLeadList>;

interface LookedPage {
  readonly page: LeadPage | undefined;
  readonly error: Error | null;
  readonly at: number;
}

/** No plain object, or TanStack Query would look for what stayed the same in every field of a lead. */
class LookedPages {
  readonly pages: readonly LookedPage[];

  constructor(pages: readonly LookedPage[]) {
    this.pages = pages;
  }
}

/** Gives the same pages for as long as nothing in them changes. */
function pagesKeeper() {
  let kept = new LookedPages([]);
  return (results: UseQueryResult<LeadPage>[]): LookedPages => {
    const pages = results.map(({ data, error, dataUpdatedAt }) => ({
      page: data,
      error,
      at: dataUpdatedAt,
    }));
    const isSame =
      pages.length === kept.pages.length &&
      pages.every(({ page, error, at }, place) => {
        const before = kept.pages[place];
        return before?.page === page && before?.error === error && before.at === at;
      });
    if (!isSame) kept = new LookedPages(pages);
    return kept;
  };
}

/** As the latest answer has it: leads come in while one scrolls. */
const totalOf = (pages: readonly LookedPage[]): number | undefined =>
  pages.filter(({ page }) => page).toSorted((a, b) => b.at - a.at)[0]?.page?.total;

/** The table's rows by their place in the whole list. */
export type PlacedRows = ReadonlyMap<number, LeadTableRow>;

function placed(
  rows: readonly LeadTableRow[],
  looked: readonly number[],
  pages: readonly LookedPage[],
): PlacedRows {
  const places = looked.flatMap((number, at) =>
    (pages[at]?.page?.leads ?? []).map((_, offset) => (number - 1) * PAGE_SIZE + offset),
  );
  return new Map(rows.flatMap((row, at) => (places[at] === undefined ? [] : [[places[at], row]])));
}
