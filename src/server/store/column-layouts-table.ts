/** How each person has laid out the columns of each view. */
export interface ColumnLayoutsTable {
  /** The account's id. */
  person: string;
  view: string;
  /** The contract's `ColumnLayout`, as JSON. */
  layout: string;
  saved_at: number;
}
