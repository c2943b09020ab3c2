import type { Connection } from "#api/contract/sync.ts";
import type { MirrorLog } from "./mirror-log.ts";

type UnreadableRow = NonNullable<Connection["hermon"]>["unreadable"]["latest"][number];
export type RowKind = UnreadableRow["kind"];

/** So many are told one by one. */
const MOST_TOLD = 20;

/**
 * The rows of Hermon's that can't be read, and hence aren't here. Each is logged once, by its id:
 * nothing else of it, because that may be about someone.
 */
export class Unreadable {
  readonly #log: MirrorLog;
  readonly #rows = new Map<string, { readonly row: UnreadableRow; readonly round: number }>();
  readonly #logged = new Set<string>();
  #round = 0;

  constructor(log: MirrorLog) {
    this.#log = log;
  }

  /** @param place tells rows without an id apart, such as their page and place on it */
  add(row: UnreadableRow, place: string): void {
    this.#rows.set(`${row.kind} ${row.id ?? place}`, { row, round: this.#round });
    const said = `${row.kind} ${row.id ?? row.why}`;
    if (this.#logged.has(said)) return;
    this.#logged.add(said);
    this.#log.warn({ kind: row.kind, id: row.id, why: row.why }, "a row can't be read");
  }

  /** All rows of a kind are about to be read; gives the function that forgets those not met again. */
  beginRound(kind: RowKind): () => void {
    const begun = (this.#round += 1);
    return () => {
      for (const [key, { row, round }] of this.#rows) {
        if (row.kind === kind && round < begun) this.#rows.delete(key);
      }
    };
  }

  count(kind?: RowKind): number {
    return [...this.#rows.values()].filter(({ row }) => !kind || row.kind === kind).length;
  }

  /** The latest first. */
  latest(): UnreadableRow[] {
    return [...this.#rows.values()]
      .toReversed()
      .slice(0, MOST_TOLD)
      .map(({ row }) => row);
  }
}
