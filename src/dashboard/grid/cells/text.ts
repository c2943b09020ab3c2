import { dates } from "#dashboard/lib/dates.ts";
import type { Mark } from "#dashboard/lib/marks.ts";
import type { CellKind } from "./cell-kind.ts";
import { attributeOf, textIn, whenOther } from "./recycled.ts";

/**
 * Something small before a text, which says no more than that does: an attribute of the cell, by which a
 * style sheet draws it. So it is no text of the page.
 */
export interface CellIcon<Row> {
  readonly attribute: `data-${string}`;
  /** The attribute's value; nothing where there is nothing to draw. */
  readonly of: (row: Row, words: string) => string | undefined;
  /** Its colour, for the style sheet (`--hue`), in degrees. */
  readonly hue?: (words: string) => number;
}

interface TextOptions<Row, Context> {
  readonly value: (row: Row, context: Context) => string;
  /** What stands there when the value is empty. */
  readonly placeholder?: string;
  readonly full?: (row: Row) => string;
  /** What of the text is marked, as what was searched for. */
  readonly marks?: (text: string, context: Context) => readonly Mark[];
  /** A name for how the text looks, by which a style sheet finds the cell (`data-tone`). */
  readonly tone?: (row: Row, context: Context) => string | undefined;
  /** Makes the text a link to where its row is opened by itself; nothing where none can be. */
  readonly href?: (row: Row, context: Context) => string | undefined;
  readonly icon?: CellIcon<Row> | undefined;
  /** Numbers and dates stand at the end of their column. */
  readonly align?: "end";
}

/** Words on one line, and nothing else: laying out text is most of what new rows cost. */
export const text = <Row, Context>({
  value,
  placeholder = "–",
  full,
  marks,
  tone,
  href,
  icon,
  align,
}: TextOptions<Row, Context>): CellKind<Row, Context> => ({
  text: value,
  fullText: full,
  align,
  mount: (cell) => {
    const link = href && linkElement();
    if (link) cell.append(link);
    const setText = textIn(link ?? cell);
    const setTone = attributeOf(cell, "data-tone");
    const setRtl = attributeOf(cell, "data-rtl");
    const setIcon = icon && iconOf(cell, icon);
    const setHref = link && attributeOf(link, "href");
    return {
      update: (row, context) => {
        const words = value(row, context);
        setText(words || placeholder, marks?.(words, context));
        setTone(words ? tone?.(row, context) : "nothing");
        setRtl(isRightToLeft(words) ? "" : undefined);
        setIcon?.(words && icon?.of(row, words), words);
        setHref?.(href?.(row, context));
      },
      clear: () => {
        setText("");
        setTone(undefined);
        setRtl(undefined);
        setIcon?.(undefined, "");
        setHref?.(undefined);
      },
    };
  },
});

function iconOf<Row>(cell: HTMLElement, { attribute, hue }: CellIcon<Row>) {
  const setValue = attributeOf(cell, attribute);
  const setHue = whenOther((degrees: number) => cell.style.setProperty("--hue", String(degrees)));
  return (value: string | undefined, words: string) => {
    setValue(value || undefined);
    if (value && hue) setHue(hue(words));
  };
}

/** A name of someone. */
export const person = <Row, Context>(
  options: TextOptions<Row, Context>,
): CellKind<Row, Context> => ({ ...text(options), isName: true });

/** The day of a time as the API has it, in few signs; the exact one is in its tooltip. */
export const date = <Row, Context extends { readonly now: number }>(
  value: (row: Row) => string | null,
): CellKind<Row, Context> =>
  text({
    value: (row, { now }) => dates.narrowDay(value(row) ?? "", now),
    full: (row) => dates.exact(value(row) ?? ""),
    align: "end",
  });

/** No stop of Tab's: the row itself is. Nor is it dragged, so that its text can be marked. */
function linkElement(): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "row-link";
  link.tabIndex = -1;
  link.draggable = false;
  return link;
}

/** Whether a text's first letter is of a script that runs from right to left. */
export const isRightToLeft = (words: string): boolean => RIGHT_TO_LEFT.test(words);

const RIGHT_TO_LEFT =
  /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
