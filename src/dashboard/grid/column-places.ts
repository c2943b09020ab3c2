/** A column as far as its place depends on it. */
export interface SizedColumn {
  readonly id: string;
  /** In rem, and the share of what the row has beyond all columns' least widths. */
  readonly width: readonly [least: number, share: number];
  /** In rem, as someone has set it; then the column takes no share. */
  readonly size?: number | undefined;
  readonly pinned?: "start" | "end" | undefined;
}

/** How wide rows are, in pixels, and how many pixels one rem is. */
export interface RowSize {
  readonly width: number;
  readonly rem: number;
}

/**
 * Where the columns of one grid stand. A cell has its place by itself: a text that changes lays out
 * its own cell and nothing else, at half of what a grid in each row costs.
 */
export class ColumnPlaces {
  /** In rem. A grid that is less wide scrolls sideways. */
  readonly leastWidth: number;
  /** In rem, of the columns at the edges. */
  readonly leastPinned: number;
  readonly #places: readonly Place[];
  readonly #shares: number;

  /** @param columns in the order in which they stand */
  constructor(columns: readonly SizedColumn[]) {
    let left = NONE;
    this.#places = columns.map(({ id, width: [least, share], size, pinned }) => {
      const width = size === undefined ? { least, share } : { least: size, share: 0 };
      const place = { id, pinned, left, width };
      left = plus(left, width);
      return place;
    });
    this.leastWidth = left.least;
    this.leastPinned = this.#pinned("start").least + this.#pinned("end").least;
    this.#shares = left.share;
  }

  /**
   * The widths and places as variables of the grid's own element.
   * @param sticking rows that are wider than what shows of them, where pinned columns stay
   */
  variables(sticking: RowSize | undefined): Record<string, string> {
    const end = { least: this.leastWidth, share: this.#shares };
    const variables: Record<string, string> = {};
    for (const { id, pinned, left, width } of this.#places) {
      const edge = pinned === "end" ? minus(end, plus(left, width)) : left;
      const isStuck = sticking && pinned;
      variables[edgeVariable(id)] = isStuck ? `${this.#pixels(edge, sticking)}px` : this.#css(edge);
      variables[widthVariable(id)] = this.#css(width);
    }
    return variables;
  }

  /** How wide the columns at an edge are together, in pixels. */
  pinnedWidth(edge: "start" | "end", row: RowSize): number {
    return this.#pixels(this.#pinned(edge), row);
  }

  #pinned(edge: "start" | "end"): Length {
    return this.#places
      .filter(({ pinned }) => pinned === edge)
      .reduce((sum, { width }) => plus(sum, width), NONE);
  }

  #css({ least, share }: Length): string {
    return `calc(${least}rem + (100% - ${this.leastWidth}rem) * ${this.#part(share)})`;
  }

  #pixels({ least, share }: Length, { width, rem }: RowSize): number {
    return least * rem + (width - this.leastWidth * rem) * this.#part(share);
  }

  #part(share: number): number {
    return this.#shares === 0 ? 0 : share / this.#shares;
  }
}

/** So many rem, and so many shares of what is left over. */
interface Length {
  readonly least: number;
  readonly share: number;
}

interface Place {
  readonly id: string;
  readonly pinned: SizedColumn["pinned"];
  readonly left: Length;
  readonly width: Length;
}

const NONE: Length = { least: 0, share: 0 };
const plus = (a: Length, b: Length) => ({ least: a.least + b.least, share: a.share + b.share });
const minus = (a: Length, b: Length) => ({ least: a.least - b.least, share: a.share - b.share });

/** A column's id may be any text, a variable's name may not. */
const nameOf = (id: string) => id.replaceAll(/[^a-zA-Z\d-]/g, (sign) => `_${sign.codePointAt(0)}_`);
const edgeVariable = (id: string) => `--edge-${nameOf(id)}`;
const widthVariable = (id: string) => `--width-${nameOf(id)}`;

/** The style of a column's cells, the header's too, wherever the column stands by now. */
export const placeStyle = ({
  id,
  pinned,
}: Pick<SizedColumn, "id" | "pinned">): Readonly<Record<string, string>> => ({
  [pinned === "end" ? "right" : "left"]: `var(${edgeVariable(id)})`,
  width: `var(${widthVariable(id)})`,
});
