import type { DatabaseSync, StatementSync } from "node:sqlite";
import { StoreFailure } from "../store-failure.ts";
import type { FilePlace } from "./file-place.ts";

/** What the log holds beside each page, and before the first one, in bytes. */
const FRAME_HEADER = 24;
const LOG_HEADER = 32;

/** Asks for a row of every table there is, and for the leads and opt-ins that came last. */
function questionFor(database: DatabaseSync): string {
  const tables = database
    .prepare(
      "select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'",
    )
    .all()
    .map(({ name }) => String(name));
  const firsts = tables.map((table) => `exists (select 1 from "${table}" not indexed)`);
  const lasts = tables
    .filter((table) => table === "leads" || table === "opt_ins")
    .map((table) => `(select max(seq) from ${table})`);
  return `select ${[...firsts, ...lasts].map((one, at) => `${one} as c${at}`).join(", ")}`;
}

/**
 * Looks whether an open database can still be read from the disk. Its connection keeps no pages, so
 * it sees what has become of the file since; it is cheap enough to be asked every second.
 */
export class Probe {
  readonly #database: DatabaseSync;
  readonly #place: FilePlace;
  readonly #question: StatementSync;
  readonly #pageSize: number;

  /** @param database a connection of its own that reads; all tables must be there */
  constructor(database: DatabaseSync, place: FilePlace) {
    database.exec("pragma cache_size = 0");
    this.#database = database;
    this.#place = place;
    this.#question = database.prepare(questionFor(database));
    this.#pageSize = this.#ask("page_size");
  }

  /** Throws when it can't: a failure of the store's, or what SQLite says. */
  check(): void {
    this.#place.check("read");
    this.#question.get();
    if (this.#isCutOff()) throw new StoreFailure("damaged", "read");
  }

  /** Whether more pages are missing from the file than its log could hold. */
  #isCutOff(): boolean {
    const pages = this.#ask("page_count");
    const { file, log } = this.#place.sizes();
    const inFile = Math.floor(file / this.#pageSize);
    const inLog = Math.max(0, log - LOG_HEADER) / (this.#pageSize + FRAME_HEADER);
    return inFile === 0 || inFile + inLog < pages;
  }

  #ask(pragma: string): number {
    const row = this.#database.prepare(`pragma ${pragma}`).get();
    return Number(Object.values(row ?? {})[0]);
  }
}
