import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { type BuiltInView, BUILT_IN_VIEWS } from "#api/built-in-views.ts";
import {
  countLists,
  listViews,
  MOST_COUNTED,
  type View,
  type Views,
} from "#api/contract/views/views.ts";
import { api } from "#dashboard/connection/api.ts";

/** The views that someone sees, and those that this page has seen and that are no longer there. */
export interface KnownViews extends Views {
  readonly gone: readonly View[];
}

const VIEWS = ["views"] as const;

/** Events say when they are others. */
export const viewsQuery = queryOptions({
  queryKey: VIEWS,
  queryFn: async ({ signal, client }) =>
    withGone(await api.call(listViews, { signal }), client.getQueryData<KnownViews>(VIEWS)),
  staleTime: 5 * 60_000,
  gcTime: Infinity,
});

/** The views as the server has them by now. */
export function withGone(views: Views, before: KnownViews | undefined): KnownViews {
  const isThere = ({ id }: View) => views.views.some((one) => one.id === id);
  const known = [...(before?.views ?? []), ...(before?.gone ?? [])];
  return { ...views, gone: known.filter((one) => !isThere(one)) };
}

const NONE: KnownViews = { views: [], default_view: null, gone: [] };

/** What is known of the views by now. */
export const viewsNow = (queryClient: QueryClient): KnownViews =>
  queryClient.getQueryData(viewsQuery.queryKey) ?? NONE;

/** All whose lists are known here, gone ones too. */
export const savedViews = ({ views, gone }: KnownViews = NONE): readonly View[] => [
  ...views,
  ...gone,
];

/** A view in the bar. */
export interface AnyView extends BuiltInView {
  /** What is known of one that was saved. */
  readonly saved?: View;
}

/** All views in their order: those from the start, those that everyone has, one's own. */
export const allViews = ({ views }: KnownViews = NONE): readonly AnyView[] => [
  ...BUILT_IN_VIEWS,
  ...views.map((saved) => ({ id: saved.id, name: saved.name, query: saved.query, saved })),
];

/** How many leads each list has, by the query string that it is asked with. */
export type ListSizes = Readonly<Record<string, number>>;

export const listSizes = {
  all: ["list-sizes"] as const,
  of: (lists: readonly string[]) =>
    queryOptions({
      queryKey: [...listSizes.all, lists],
      queryFn: async ({ signal }): Promise<ListSizes> => {
        const some = inRequests([...new Set(lists)]);
        const found = await Promise.all(
          some.map(async (list) => {
            const { sizes } = await api.call(countLists, { query: { list: [...list] }, signal });
            return list.map((one, at) => [one, sizes[at] ?? 0] as const);
          }),
        );
        return Object.fromEntries(found.flat());
      },
    }),
};

/** Some servers take no longer address than 8 kB. */
const MOST_CHARACTERS = 6_000;

function inRequests(lists: readonly string[]): readonly (readonly string[])[] {
  const requests: string[][] = [];
  let length = 0;
  for (const list of lists) {
    const added = encodeURIComponent(list).length;
    const last = requests.at(-1);
    const hasRoom = last && last.length < MOST_COUNTED && length + added < MOST_CHARACTERS;
    length = hasRoom ? length + added : added;
    if (hasRoom) last.push(list);
    else requests.push([list]);
  }
  return requests;
}
