import { queryOptions } from "@tanstack/react-query";
import { getAccount } from "#api/contract/people/account.ts";
import { type Connection, getConnection } from "#api/contract/sync.ts";
import { api } from "#dashboard/connection/api.ts";

/** What is told of the workspace that is mirrored. */
export type Hermon = NonNullable<Connection["hermon"]>;

/** Counts and rates are watched while they change. */
const WATCHED_MS = 2_000;

export const settingsQueries = {
  account: () =>
    queryOptions({
      queryKey: ["settings", "account"],
      queryFn: ({ signal }) => api.call(getAccount, { signal }),
    }),

  /** In own record nothing about it changes. */
  connection: () =>
    queryOptions({
      queryKey: ["settings", "connection"],
      queryFn: ({ signal }) => api.call(getConnection, { signal }),
      refetchInterval: ({ state }) => state.data?.sync.mode === "live" && WATCHED_MS,
    }),
};
