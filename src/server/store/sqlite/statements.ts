import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Query, Result } from "./threads/protocol.ts";

/** More texts than the store has queries; the bound is for lists of values of any length. */
const MAX_PREPARED = 500;

interface Prepared {
  readonly statement: StatementSync;
  /** Of the rows it answers with; none when it doesn't. */
  readonly columns: readonly string[];
}

/** As node:sqlite gives it where it was told to give arrays. */
type Rows = Result["rows"];

/** One connection with its prepared statements, which cost more to make than to run. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run({ sql: text, parameters }: Query): Result {
    const { statement, columns } = this.#prepared.get(text) ?? this.#prepare(text);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- node:sqlite refuses others itself
    const values = parameters as readonly SQLInputValue[];
    if (columns.length > 0) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was told to give arrays
      const rows = statement.all(...values) as unknown as Rows;
      return { columns, rows, changes: 0, lastInsertRowid: 0 };
    }
    return { columns, rows: [], ...statement.run(...values) };
  }

  /** Runs a statement without values, and gives nothing. */
  exec(text: string): void {
    this.run({ sql: text, parameters: [] });
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction;
  }

  forget() {
    this.#prepared.clear();
  }

  #prepare(text: string) {
    const statement = this.#database.prepare(text);
    statement.setReturnArrays(true);
    const prepared = { statement, columns: statement.columns().map(({ name }) => name) };
    const [oldest] = this.#prepared.keys();
    if (oldest && this.#prepared.size >= MAX_PREPARED) this.#prepared.delete(oldest);
    this.#prepared.set(text, prepared);
    return prepared;
  }
}
