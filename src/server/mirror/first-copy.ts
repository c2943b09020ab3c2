import { setTimeout } from "node:timers/promises";
import type { MirrorDeps } from "./deps.ts";
import type { MirroredList } from "./lists.ts";
import { type RawPage, walkPages } from "./pages.ts";
import { keepProgress } from "./progress.ts";
import type { SyncStatus } from "./sync-status.ts";

/**
 * Rows that come or go while a list is copied move others from page to page, so that one may be
 * missed. Then the list is read again; what is still missing after that, the scans will find.
 */
const MOST_PASSES = 3;

/**
 * Copies both lists into the store, leads first because opt-ins belong to them. A restart goes on
 * with the page where it was.
 */
export async function copyLists(
  deps: MirrorDeps,
  status: SyncStatus,
  [leads, optIns]: readonly [MirroredList, MirroredList],
): Promise<void> {
  const { leads: copied, optIns: copiedToo } = status.progress;
  if (copied.isDone && copiedToo.isDone) return;
  // Asked for beforehand, so that the progress is known in full from the start.
  const first = copiedToo.next === 1 && !copiedToo.isDone ? await optIns.ask(1, "scan") : undefined;
  await copyList(deps, status, leads);
  await copyList(deps, status, optIns, first);
}

async function copyList(
  deps: MirrorDeps,
  status: SyncStatus,
  list: MirroredList,
  first?: RawPage,
): Promise<void> {
  for (let pass = 1; !status.progress[list.list].isDone; pass += 1) {
    await copyOnce(deps, status, list, pass === 1 ? first : undefined);
    const isDone = status.difference(list.list) <= 0 || pass >= MOST_PASSES;
    const progress = status.setList(list.list, { next: 1, isDone });
    await deps.store.write((tx) => keepProgress(tx, progress));
  }
  await status.synced();
}

async function copyOnce(
  { log, unreadable }: MirrorDeps,
  status: SyncStatus,
  list: MirroredList,
  first: RawPage | undefined,
): Promise<void> {
  const from = status.progress[list.list].next;
  const settle = unreadable.beginRound(list.kind);
  await walkPages({
    from,
    ask: async (page) => (page === 1 && first) || list.ask(page, "scan"),
    async take(page) {
      const begun = performance.now();
      const progress = status.setList(list.list, { next: page.number + 1 });
      await list.take(page, "scan", (tx) => keepProgress(tx, progress));
      await status.synced();
      // The store does its work on the server's one thread: half of it is left to those who look.
      await setTimeout(performance.now() - begun);
    },
    onBroken: (page, error) =>
      log.warn({ list: list.list, page, why: error.message }, "a page can't be read"),
  });
  if (from === 1) settle();
}
