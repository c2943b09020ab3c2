import type { Connection } from "#api/contract/sync.ts";
import type { MirrorLog } from "../mirror-log.ts";

type UnreadableRow = NonNullable<Connection["hermon"]>["unreadable"]["latest"][number];
export type RowKind = UnreadableRow["kind"];

/** How many are reported one by one. */
const MOST_TOLD = 20;

/** And so many are logged: behind these something is wrong with more than rows. */
const MOST_LOGGED = 1_000;

/**
 * The rows of Hermon's that can't be read, and hence aren't here. Each is logged once, by its id:
 * nothing else of it, because that may be about someone.
 */
export class Unreadable {
  readonly #log: MirrorLog;
  #rows = new Map<string, { readonly row: UnreadableRow; readonly number: number }>();
  #found = 0;
  readonly #logged = new Set<string>();

  constructor(log: MirrorLog) {
    this.#log = log;
  }

  /**
   * @param place tells rows without an id apart, such as their page and place on it; `null` where
   *   they aren't counted, because who reads the whole list counts them
   */
  add(row: UnreadableRow, place: string | null): void {
    if (row.id === null && place === null) return;
    const key = `${row.kind} ${row.id ?? place}`;
    this.#found += 1;
    this.#rows.delete(key);
    this.#rows.set(key, { row, number: this.#found });
    const said = `${row.kind} ${row.id ?? row.why}`;
    if (this.#logged.has(said) || this.#logged.size >= MOST_LOGGED) return;
    this.#logged.add(said);
    this.#log.warn({ kind: row.kind, id: row.id, why: row.why }, "a row can't be read");
  }

  /** To be kept while a list is read, for `forgetUntil`. */
  mark(): number {
    return this.#found;
  }

  /** A list was read: what was found in it before that no longer counts. */
  forgetUntil(mark: number, kind: RowKind): void {
    const isOld = ({ row, number }: { row: UnreadableRow; number: number }) =>
      row.kind === kind && number <= mark;
    this.#rows = new Map([...this.#rows].filter(([, entry]) => !isOld(entry)));
  }

  /** One that was found can be read now. */
  remove(kind: RowKind, id: string): void {
    this.#rows.delete(`${kind} ${id}`);
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
