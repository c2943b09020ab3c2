import type { ApiError } from "#api/errors.ts";
import { analyze } from "#server/store/database/analyze.ts";
import { isAboutOne } from "../hermon/about-one.ts";
import { judge, type ReadThrough } from "./apart.ts";
import type { MirrorDeps } from "../deps.ts";
import type { MirroredList } from "./lists.ts";
import type { PageReading } from "../walk/page-parts.ts";
import { isReadThrough, walkPages } from "../walk/pages.ts";
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
 * @returns whether all of both could be read
 */
export async function copyLists(
  deps: MirrorDeps,
  status: SyncStatus,
  [leads, optIns]: readonly [MirroredList, MirroredList],
): Promise<boolean> {
  const first = await askAhead(status, optIns);
  const areLeadsRead = await copyList(deps, status, leads);
  try {
    return (await copyList(deps, status, optIns, first)) && areLeadsRead;
  } catch (error) {
    if (!isAboutOne(error)) throw error;
    deps.log.warn({ list: optIns.list, why: error.message }, "the list can't be read");
    return false;
  }
}

/** The first page of what is copied last, so that its total is known from the start. */
async function askAhead(status: SyncStatus, optIns: MirroredList) {
  const { next, isDone } = status.progress[optIns.list];
  if (next > 1 || isDone) return undefined;
  try {
    return await withFirstPart(optIns.ask(1, "scan"));
  } catch (error) {
    if (isAboutOne(error)) return undefined;
    throw error;
  }
}

/** The same once its first part is there. */
async function withFirstPart(reading: PageReading): Promise<PageReading> {
  const parts = reading[Symbol.asyncIterator]();
  const first = await parts.next();
  return (async function* again() {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => parts };
  })();
}

async function copyList(
  deps: MirrorDeps,
  status: SyncStatus,
  list: MirroredList,
  first?: PageReading,
): Promise<boolean> {
  let isAllRead = true;
  for (let pass = 1; !status.progress[list.list].isDone; pass += 1) {
    const { isBroken, ...through } = await copyOnce(
      deps,
      status,
      list,
      pass === 1 ? first : undefined,
    );
    status.setReading(list.list, { ...through.walk, unseen: 0 });
    isAllRead = isReadThrough(through.walk);
    const isDone = status.difference(list.list) <= 0 || isBroken || pass >= MOST_PASSES;
    judge(status, list, through, isDone);
    const progress = status.setList(list.list, { next: 1, isDone });
    await deps.store.write((tx) => keepProgress(tx, progress));
  }
  await analyze(deps.store.db);
  await status.synced();
  return isAllRead;
}

/**
 * Gives whether there were pages that couldn't be read.
 * @throws the failure, when there were no others: nothing was copied then
 */
async function copyOnce(
  { log, unreadable }: MirrorDeps,
  status: SyncStatus,
  list: MirroredList,
  first: PageReading | undefined,
): Promise<ReadThrough & { readonly isBroken: boolean }> {
  const from = status.progress[list.list].next;
  if (from === 1) unreadable.forgetUntil(unreadable.mark(), list.kind);
  const seqs = new Set<number>();
  let failure: ApiError | undefined;
  const walk = await walkPages({
    from,
    ask: (page) => (page === 1 && first) || list.ask(page, "scan"),
    async take(page) {
      const next = page.isLast ? page.number + 1 : page.number;
      const progress = status.setList(list.list, { next });
      const taken = await list
        .take(page, "scan", (tx) => keepProgress(tx, progress))
        .catch((error: unknown) => {
          // It wasn't stored: the next try begins with it.
          status.setList(list.list, { next: page.number });
          throw error;
        });
      for (const seq of taken.seqs) seqs.add(seq);
      await status.synced();
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
  return { walk, seqs, isBroken: !isReadThrough(walk) };
}
