import { dates } from "#dashboard/lib/dates.ts";
import type { CellKind } from "./cell-kind.ts";
import { attributeOf, textIn } from "./recycled.ts";

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

/** Words on one line, and nothing else: laying out text is most of what new rows cost. */
export const text = <Row, Context>({
  value,
  placeholder = "–",
  full,
  tone,
  href,
}: TextOptions<Row, Context>): CellKind<Row, Context> => ({
  text: value,
  fullText: full,
  mount: (cell) => {
    const link = href && linkElement();
    if (link) cell.append(link);
    const setText = textIn(link ?? cell);
    const setTone = attributeOf(cell, "data-tone");
    const setHref = link && attributeOf(link, "href");
    return {
      update: (row, context) => {
        const words = value(row, context);
        setText(words || placeholder);
        setTone(words ? tone?.(row, context) : "nothing");
        setHref?.(href?.(row, context));
      },
      clear: () => {
        setText("");
        setTone(undefined);
        setHref?.(undefined);
      },
    };
  },
});

/** A name of someone. */
export const person = <Row, Context>(
  options: TextOptions<Row, Context>,
): CellKind<Row, Context> => ({ ...text(options), isName: true });

/** The day of a time as the API has it, with the exact one in its tooltip. */
export const date = <Row, Context>(value: (row: Row) => string | null): CellKind<Row, Context> =>
  text({
    value: (row) => dates.day(value(row) ?? ""),
    full: (row) => dates.exact(value(row) ?? ""),
  });

/** No stop of Tab's: the row itself is. Nor is it dragged, so that its text can be marked. */
function linkElement(): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "row-link";
  link.tabIndex = -1;
  link.draggable = false;
  return link;
}
