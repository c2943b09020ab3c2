/**
 * How the cells of a column are filled. Their elements are recycled: one that scrolls out of sight takes
 * in another row. So what is in one is made once, and updated by a {@link CellRenderer}.
 */
export interface CellKind<Row, Context> {
  /** What the cell says, also on paper; empty where there is nothing to say. */
  text(row: Row, context: Context): string;
  /** What its tooltip says. Left out, its text where that is cut off. */
  fullText?: ((row: Row) => string) | undefined;
  /** A name, which no browser is to translate. */
  readonly isName?: boolean | undefined;
  /** At which edge of the column it stands, as does the column's name; left out, at the start. */
  readonly align?: "end" | undefined;
  /** Puts the content into a cell's element, which React draws and is otherwise React's. */
  mount(cell: HTMLElement): CellRenderer<Row, Context>;
}

/** Keeps the content of one cell's element in step with the row it shows. */
export interface CellRenderer<Row, Context> {
  update(row: Row, context: Context, state: RowState): void;
  /** While there is no row to show. */
  clear(): void;
}

/** What a cell may depend on besides its row and what all rows share. */
export interface RowState {
  /** The row that Tab leads to: what can be pressed in it is reached by Tab as well. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly select: (isSelected: boolean) => void;
}
