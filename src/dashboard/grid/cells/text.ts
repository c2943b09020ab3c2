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
    this.#show(words || placeholder, words ? tone?.(row, context) : "nothing");
    this.#linkTo(href?.(row, context));
  }

  clear(): void {
    this.#show("", undefined);
    this.#linkTo(undefined);
  }

  #show(words: string, tone: string | undefined): void {
    if (words !== this.#shown) this.#text.set(words);
    if (tone !== this.#tone) {
      if (tone === undefined) delete this.#cell.dataset["tone"];
      else this.#cell.dataset["tone"] = tone;
    }
    this.#shown = words;
    this.#tone = tone;
  }

  #linkTo(href: string | undefined): void {
    if (href === this.#href) return;
    if (href === undefined) this.#link?.removeAttribute("href");
    else this.#link?.setAttribute("href", href);
    this.#href = href;
  }
}

/** No stop of Tab's: the row itself is. Nor is it dragged, so that its text can be marked. */
function linkElement(): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "row-link";
  link.tabIndex = -1;
  link.draggable = false;
  return link;
}
