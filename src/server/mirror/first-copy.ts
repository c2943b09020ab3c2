import { setTimeout } from "node:timers/promises";
import type { ApiError } from "#api/errors.ts";
import { isAboutOne } from "./about-one.ts";
import { judge, type ReadThrough } from "./apart.ts";
import type { MirrorDeps } from "./deps.ts";
import type { MirroredList } from "./lists.ts";
import { type RawPage, walkPages } from "./pages.ts";
import { keepProgress } from "./progress.ts";
import type { SyncStatus } from "./sync-status.ts";

/**
 * Rows that come or go while a list is copied move others from page to page, so that one may be
 * missed. Then the list is read again; what is still missing after that, or stands on a page that
 * can't be read, the scans will find.
 */
const MOST_PASSES = 3;

/**
 * Copies both lists into the store, leads first because opt-ins belong to them. A restart goes on
 * with the page where it was. A list of opt-ins that isn't given keeps no leads from being scanned:
 * the scans go on asking for it.
 */
export async function copyLists(
  deps: MirrorDeps,
  status: SyncStatus,
  [leads, optIns]: readonly [MirroredList, MirroredList],
): Promise<void> {
  const first = await askAhead(status, optIns);
  await copyList(deps, status, leads);
  try {
    await copyList(deps, status, optIns, first);
  } catch (error) {
    if (!isAboutOne(error)) throw error;
    deps.log.warn({ list: optIns.list, why: error.message }, "the list can't be read");
  }
}

/** The first page of what is copied last, so that its total is known from the start. */
async function askAhead(status: SyncStatus, optIns: MirroredList) {
  const { next, isDone } = status.progress[optIns.list];
  if (next > 1 || isDone) return undefined;
  try {
    return await optIns.ask(1, "scan");
  } catch (error) {
    if (isAboutOne(error)) return undefined;
    throw error;
  }
}

async function copyList(
  deps: MirrorDeps,
  status: SyncStatus,
  list: MirroredList,
  first?: RawPage,
): Promise<void> {
  for (let pass = 1; !status.progress[list.list].isDone; pass += 1) {
    const { isBroken, ...through } = await copyOnce(
      deps,
      status,
      list,
      pass === 1 ? first : undefined,
    );
    const isDone = status.difference(list.list) <= 0 || isBroken || pass >= MOST_PASSES;
    judge(status, list, through, isDone);
    const progress = status.setList(list.list, { next: 1, isDone });
    await deps.store.write((tx) => keepProgress(tx, progress));
  }
  await status.synced();
}

/**
 * Gives whether there were pages that couldn't be read.
 * @throws the failure, when there were no others: nothing was copied then
 */
async function copyOnce(
  { log, unreadable }: MirrorDeps,
  status: SyncStatus,
  list: MirroredList,
  first: RawPage | undefined,
): Promise<ReadThrough & { readonly isBroken: boolean }> {
  const from = status.progress[list.list].next;
  if (from === 1) unreadable.forgetUntil(unreadable.mark(), list.kind);
  const seqs = new Set<number>();
  let failure: ApiError | undefined;
  const walk = await walkPages({
    from,
    ask: async (page) => (page === 1 && first) || list.ask(page, "scan"),
    async take(page) {
      const begun = performance.now();
      const progress = status.setList(list.list, { next: page.number + 1 });
      const taken = await list
        .take(page, "scan", (tx) => keepProgress(tx, progress))
        .catch((error: unknown) => {
          // It wasn't stored: the next try begins with it.
          status.setList(list.list, { next: page.number });
          throw error;
        });
      for (const seq of taken.seqs) seqs.add(seq);
      await status.synced();
      // The store does its work on the server's one thread: half of it is left to those who look.
      await setTimeout(performance.now() - begun);
    },
    onBroken(page, error) {
      failure = error;
      log.warn({ list: list.list, page, why: error.message }, "a page can't be read");
    },
  });
  if (failure && walk.total === null) {
    // How many pages there are, the first one tells.
    status.setList(list.list, { next: 1 });
    throw failure;
  }
  return { walk, seqs, isBroken: failure !== undefined };
}
