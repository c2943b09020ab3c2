/** A column as far as its place depends on it. */
export interface SizedColumn {
  readonly id: string;
  /** In rem, and the share of what the row has beyond all columns' least widths and fits. */
  readonly width: readonly [least: number, share: number];
  /** In rem, up to which it grows first. */
  readonly fit?: number | undefined;
  /** In rem, as someone has set it; then the column neither grows nor takes a share. */
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
  readonly #columns: readonly Place[];
  /** Of all columns together. */
  readonly #growth: number;
  readonly #shares: number;

  /** @param columns in the order in which they stand */
  constructor(columns: readonly SizedColumn[]) {
    this.#columns = columns.map(({ id, pinned, width: [least, share], fit = least, size }) =>
      size === undefined
        ? { id, pinned, least, growth: Math.max(0, fit - least), share }
        : { id, pinned, least: size, growth: 0, share: 0 },
    );
    const all = sum(this.#columns);
    this.leastWidth = all.least;
    this.#growth = all.growth;
    this.#shares = all.share;
    this.leastPinned = sum(this.#columns.filter(({ pinned }) => pinned)).least;
  }

  /** Variables of the grid's element; `sticking` where rows are wider than what shows of them. */
  variables(sticking: RowSize | undefined): Record<string, string> {
    const variables: Record<string, string> = {};
    for (const [at, column] of this.#columns.entries()) {
      const { id, pinned } = column;
      const [before, after] = [this.#columns.slice(0, at), this.#columns.slice(at + 1)];
      const edge = sum(pinned === "end" ? after : before);
      const isStuck = sticking && pinned;
      variables[edgeVariable(id)] = isStuck ? `${this.#pixels(edge, sticking)}px` : this.#css(edge);
      variables[widthVariable(id)] = this.#css(column);
    }
    return variables;
  }

  /** How wide the columns at an edge are together, in pixels. */
  pinnedWidth(edge: "start" | "end", row: RowSize): number {
    return this.#pixels(sum(this.#columns.filter(({ pinned }) => pinned === edge)), row);
  }

  #css({ least, growth, share }: Length): string {
    const spare = `100% - ${this.leastWidth}rem`;
    if (this.#growth === 0) return `calc(${least}rem + (${spare}) * ${this.#part(share)})`;
    const grown = `min(${growth}rem, (${spare}) * ${growth / this.#growth})`;
    const rest = `max(0rem, 100% - ${this.leastWidth + this.#growth}rem)`;
    return `calc(${least}rem + ${grown} + ${rest} * ${this.#part(share)})`;
  }

  #pixels({ least, growth, share }: Length, { width, rem }: RowSize): number {
    const spare = width - this.leastWidth * rem;
    const allGrown = Math.min(this.#growth * rem, spare);
    const grown = this.#growth === 0 ? 0 : allGrown * (growth / this.#growth);
    return least * rem + grown + (spare - allGrown) * this.#part(share);
  }

  #part(share: number): number {
    return this.#shares === 0 ? 0 : share / this.#shares;
  }
}

/** So many rem, so many more if there is room, and so many shares of what is left over then. */
interface Length {
  readonly least: number;
  readonly growth: number;
  readonly share: number;
}

type Place = Length & Pick<SizedColumn, "id" | "pinned">;

const sum = (lengths: readonly Length[]): Length => ({
  least: total(lengths.map(({ least }) => least)),
  growth: total(lengths.map(({ growth }) => growth)),
  share: total(lengths.map(({ share }) => share)),
});

const total = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

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
