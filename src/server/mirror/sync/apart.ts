import type { MirroredList } from "./lists.ts";
import type { Walk } from "../walk/pages.ts";
import type { SyncStatus } from "./sync-status.ts";

/** A list that was read to its end, and what of it is here now, by row number. */
export interface ReadThrough {
  readonly walk: Walk;
  readonly seqs: ReadonlySet<number>;
}

/**
 * Whether a walk has found as many rows as Hermon says there are. Where that number changed on the
 * way, some may have moved past it.
 */
const isAllRead = ({ isSteady, total, read }: Walk): boolean =>
  (total ?? 0) - read <= (isSteady ? 0 : 10 + (total ?? 0) / 100);

/**
 * Notes how far a list here and Hermon's are apart, now that it was read through.
 * @param isLasting whether numbers that differ though all was read count: where something comes or
 *   goes meanwhile, they do for a moment
 */
export function judge(
  status: SyncStatus,
  { list }: Pick<MirroredList, "list">,
  { walk, seqs }: ReadThrough,
  isLasting: boolean,
): void {
  const isRead = isAllRead(walk);
  // While rows come and go their numbers say nothing: what was known before stays.
  if (isRead && !walk.isSteady && !walk.isEndless) return;
  const difference = status.difference(list);
  // Hermon may count a row twice: then all that is here was come across, and nothing is missing.
  const isExplained = difference > 0 && seqs.size >= status.here(list);
  const isApart = walk.isEndless || !isRead || (isLasting && difference !== 0 && !isExplained);
  status.setList(list, { apart: isApart ? { read: walk.read } : null });
}
