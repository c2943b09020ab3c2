import { queryOptions, useQuery } from "@tanstack/react-query";
import { getSync, type SyncState } from "#api/contract/sync.ts";
import { api } from "#dashboard/connection/api.ts";

/** How far the copy of Hermon is: asked once a visit; the server tells of every new state. */
export const syncQuery = queryOptions({
  queryKey: ["sync"],
  queryFn: ({ signal }) => api.call(getSync, { signal }),
  staleTime: Infinity,
});

// Answers of one word: whoever uses them isn't rendered anew each time that something was copied.

const isLive = ({ mode }: SyncState) => mode === "live";
const TROUBLES = ["waiting", "unreachable", "refused", "other-workspace"] as const;
const troubleIn = ({ phase }: SyncState) => TROUBLES.find((trouble) => trouble === phase) ?? null;
const isIncomplete = ({ copied }: SyncState) => copied !== null;

/** Whether a Hermon workspace is mirrored here; no, until that is known. */
export const useIsLive = (): boolean => useQuery({ ...syncQuery, select: isLive }).data ?? false;

/** Why Hermon can't be asked just now; `null` where it can, and until that is known. */
export const useTrouble = () => useQuery({ ...syncQuery, select: troubleIn }).data ?? null;

/** Whether the first copy isn't whole yet, so that lists and counts lack some. */
export const useIsIncomplete = (): boolean =>
  useQuery({ ...syncQuery, select: isIncomplete }).data ?? false;
