import {
  hashKey,
  type QueryKey,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Identified } from "./columns.ts";
import { LookedPages, type Page } from "./paging/looked-pages.ts";
import type { GridRows } from "./rows.ts";
import { useLookedPages } from "./paging/use-looked-pages.ts";

interface PagedList<List, Answer extends Page<Identified>, Key extends QueryKey> {
  /** What the list is asked by. */
  readonly list: List;
  /** The query of one of its pages, counted from 1: the same function for good. */
  readonly pageOf: (
    list: List,
    page: number,
  ) => UseQueryOptions<Answer, Error, Answer, Key> & { readonly queryKey: Key };
  readonly pageSize: number;
}

type RowOf<Answer extends Page<Identified>> = Answer["rows"][number];

/** The rows of a list that is had page by page. */
export interface PagedRows<List, Row extends Identified> extends GridRows<Row> {
  /** Whose rows these are: for a while not the list that is wanted. */
  readonly shownList: List;
  readonly error: Error | undefined;
}

/**
 * A list, as far as one has looked at it, for a grid to show. When another one is wanted, the old
 * rows stay until the first new ones are there, or for good if those can't be had.
 */
export function usePagedRows<
  List extends object,
  Answer extends Page<Identified>,
  Key extends QueryKey,
>({
  list: wanted,
  pageOf,
  pageSize,
}: PagedList<List, Answer, Key>): PagedRows<List, RowOf<Answer>> {
  const queryClient = useQueryClient();
  const firstPage = pageOf(wanted, 1);
  const first = useQuery(firstPage);
  const wantedKey = hashKey(firstPage.queryKey);
  const { list, key, isStale } = useShownList(wanted, wantedKey, !!first.data);

  const { numbers, lookAt } = useLookedPages(key, pageSize);
  const pages = useQueries({
    queries: numbers.map((number) => pageOf(list, number)),
    combine: useMemo(() => combining<RowOf<Answer>>(numbers, pageSize), [numbers, pageSize]),
  });

  const total = pages.total ?? queryClient.getQueryData<Answer>(pageOf(list, 1).queryKey)?.total;
  const error = first.error ?? pages.error;
  const isLoading = first.isPending;
  // The same while nothing in it changes: its rows are not looked through again.
  return useMemo(
    () => ({
      list: key,
      shownList: list,
      total,
      error,
      isLoading,
      isStale,
      rowAt: pages.rowAt,
      indexOf: pages.indexOf,
      hasFailed: pages.hasFailed,
      lookAt,
    }),
    [key, list, total, error, isLoading, isStale, pages, lookAt],
  );
}

/** The last list whose first page has come; `key` tells lists apart, as objects may differ. */
function useShownList<List>(wanted: List, key: string, isThere: boolean) {
  const [shown, setShown] = useState({ list: wanted, key });
  const isStale = shown.key !== key;
  // While rendering, as React has it for state that follows from what is rendered: it starts anew.
  if (isThere && isStale) setShown({ list: wanted, key });
  return { list: isStale ? shown.list : wanted, key: shown.key, isStale };
}

/** Gives the same pages for as long as nothing in them changes. */
function combining<Row extends Identified>(numbers: readonly number[], pageSize: number) {
  let last: LookedPages<Row> | undefined;
  return (queries: readonly UseQueryResult<Page<Row>>[]): LookedPages<Row> => {
    const pages = queries.map(({ data, error, dataUpdatedAt: at }) => ({ data, error, at }));
    if (!last?.isOf(pages)) last = new LookedPages(numbers, pages, pageSize);
    return last;
  };
}
