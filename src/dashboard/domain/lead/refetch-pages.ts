import { notifyManager, type Query, type QueryClient } from "@tanstack/react-query";

/**
 * Fetches pages of one list again and shows them at once: between one and the next, a row would be
 * there twice or not at all. Where that fails, each is fetched by itself and says what is wrong.
 * @param onShown is done along with it
 */
export async function refetchPages(
  queryClient: QueryClient,
  queries: readonly Query[],
  onShown?: () => void,
): Promise<void> {
  const askedAt = Date.now();
  // What is on its way may have been read before the change.
  await Promise.all(queries.map((query) => query.cancel({ revert: true })));
  try {
    const pages = await Promise.all(
      queries.map(async (query) => ({ query, page: await fetchApart(queryClient, query) })),
    );
    notifyManager.batch(() => {
      for (const { query, page } of pages) {
        if (isWanted(queryClient, query, askedAt)) queryClient.setQueryData(query.queryKey, page);
      }
      onShown?.();
    });
  } catch {
    await queryClient.invalidateQueries({ predicate: (query) => queries.includes(query) });
  }
}

/** What a query's own function gives, without the query. */
async function fetchApart(client: QueryClient, { queryKey, options }: Query): Promise<unknown> {
  const { queryFn } = options;
  if (typeof queryFn !== "function") throw new Error("A page that nobody can fetch");
  const { signal } = new AbortController();
  return queryFn({ client, queryKey, signal, meta: undefined });
}

/** Unless it was let go meanwhile, or was looked at again and is newer. */
const isWanted = (queryClient: QueryClient, query: Query, askedAt: number): boolean =>
  queryClient.getQueryCache().get(query.queryHash) === query &&
  query.state.dataUpdatedAt <= askedAt;
