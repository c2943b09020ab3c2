import { dates } from "#dashboard/lib/dates.ts";
import { OnlyText } from "#dashboard/ui/browser/only-text.ts";
import type { CellKind, CellRenderer } from "./cell-kind.ts";

interface TextOptions<Row, Context> {
  readonly value: (row: Row, context: Context) => string;
  /** What stands there when the value is empty. */
  readonly placeholder?: string;
  readonly full?: (row: Row) => string;
  /** A name for how the text looks, by which a style sheet finds the cell (`data-tone`). */
  readonly tone?: (row: Row, context: Context) => string | undefined;
  /** Makes the text a link to where its row is opened by itself; nothing where none can be. */
  readonly href?: (row: Row, context: Context) => string | undefined;
}

/** Words on one line. */
export const text = <Row, Context>(options: TextOptions<Row, Context>): CellKind<Row, Context> => ({
  text: options.value,
  fullText: options.full,
  mount: (cell) => new TextRenderer(cell, options),
});

/** A name of someone. */
export const person = <Row, Context>(
  options: TextOptions<Row, Context>,
): CellKind<Row, Context> => ({ ...text(options), isName: true });

/**
 * A day, with the exact time in its tooltip.
 * @param value a time as the API has it; nothing where there is none
 */
export const date = <Row, Context>(value: (row: Row) => string | null): CellKind<Row, Context> =>
  text({
    value: (row) => inWords(dates.day, value(row)),
    full: (row) => inWords(dates.exact, value(row)),
  });

const inWords = (words: (iso: string) => string, iso: string | null) =>
  iso === null ? "" : words(iso);

/** The element has no more in it than the text: laying out text is most of what new rows cost. */
class TextRenderer<Row, Context> implements CellRenderer<Row, Context> {
  readonly #cell: HTMLElement;
  readonly #options: TextOptions<Row, Context>;
  readonly #link: HTMLAnchorElement | undefined;
  readonly #text: OnlyText;
  #shown = "";
  #tone: string | undefined;
  #href: string | undefined;

  constructor(cell: HTMLElement, options: TextOptions<Row, Context>) {
    this.#cell = cell;
    this.#options = options;
    this.#link = options.href && linkElement();
    if (this.#link) cell.append(this.#link);
    this.#text = new OnlyText(this.#link ?? cell);
  }

  update(row: Row, context: Context): void {
    const { value, placeholder = "–", tone, href } = this.#options;
    const words = value(row, context);
    const shownTone = words ? tone?.(row, context) : "nothing";
    this.#show(words || placeholder, shownTone, href?.(row, context));
  }

  clear(): void {
    this.#show("");
  }

  #show(words: string, tone?: string, href?: string): void {
    if (words !== this.#shown) this.#text.set(words);
    if (tone !== this.#tone) setAttribute(this.#cell, "data-tone", tone);
    if (href !== this.#href) setAttribute(this.#link, "href", href);
    this.#shown = words;
    this.#tone = tone;
    this.#href = href;
  }
}

function setAttribute(of: Element | undefined, name: string, value: string | undefined): void {
  if (value === undefined) of?.removeAttribute(name);
  else of?.setAttribute(name, value);
}

/** No stop of Tab's: the row itself is. Nor is it dragged, so that its text can be marked. */
function linkElement(): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "row-link";
  link.tabIndex = -1;
  link.draggable = false;
  return link;
}
