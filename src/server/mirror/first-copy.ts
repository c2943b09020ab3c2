import type { MirrorDeps } from "./deps.ts";
import type { MirroredList } from "./lists.ts";
import { walkPages } from "./pages.ts";
import { keepProgress } from "./progress.ts";
import type { SyncStatus } from "./sync-status.ts";

/**
 * Rows that come or go while a list is copied move others from page to page, so that one may be
 * missed. Then the list is read again; what is still missing after that, or stands on a page that
 * can't be read, the scans will find.
 */
const MOST_PASSES = 3;

/** Copies a list into the store, page by page; a restart goes on with the page where it was. */
export async function copyList(
  deps: MirrorDeps,
  status: SyncStatus,
  list: MirroredList,
): Promise<void> {
  for (let pass = 1; !status.progress[list.list].isDone; pass += 1) {
    const isWhole = await copyOnce(deps, status, list);
    const isDone = status.difference(list.list) <= 0 || !isWhole || pass >= MOST_PASSES;
    const progress = status.setList(list.list, { next: 1, isDone });
    await deps.store.write((tx) => keepProgress(tx, progress));
  }
  await status.synced();
}

/** Gives whether all pages could be read. */
async function copyOnce(
  { log, unreadable }: MirrorDeps,
  status: SyncStatus,
  list: MirroredList,
): Promise<boolean> {
  const from = status.progress[list.list].next;
  if (from === 1) unreadable.forgetUntil(unreadable.mark(), list.kind);
  let isWhole = true;
  await walkPages({
    from,
    ask: (page) => list.ask(page, "scan"),
    async take(page) {
      const progress = status.setList(list.list, { next: page.number + 1 });
      await list.take(page, "scan", (tx) => keepProgress(tx, progress));
      await status.synced();
    },
    onBroken(page, error) {
      isWhole = false;
      log.warn({ list: list.list, page, why: error.message }, "a page can't be read");
    },
  });
  return isWhole;
}
