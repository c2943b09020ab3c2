import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { CompiledQuery, QueryResult } from "kysely";

/** More texts than the store has queries; the bound is for lists of values of any length. */
const MAX_PREPARED = 500;

interface Prepared {
  readonly statement: StatementSync;
  /** Of the rows it answers with; none when it doesn't. */
  readonly columns: readonly string[];
}

/**
 * Objects of one shape out of the arrays node:sqlite was told to give. Its own objects are hash
 * tables, with which a list of leads takes a quarter longer to read and map.
 */
function rowsOf<R>(arrays: readonly unknown[], columns: readonly string[]): R[] {
  return arrays.map((values) => {
    const row: Record<string, unknown> = {};
    if (!Array.isArray(values)) throw new Error("node:sqlite was told to give arrays");
    for (let at = 0; at < columns.length; at++) row[columns[at] ?? ""] = values[at];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely knows what it asked for
    return row as R;
  });
}

/** One connection with its prepared statements, which cost more to make than to run. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run<R>({ sql: text, parameters }: CompiledQuery): QueryResult<R> {
    const { statement, columns } = this.#prepared.get(text) ?? this.#prepare(text);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- node:sqlite refuses others itself
    const values = parameters as readonly SQLInputValue[];
    if (columns.length > 0) return { rows: rowsOf<R>(statement.all(...values), columns) };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
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
