import "./badge.css";

/** What a badge says and how it looks: for the badge of a page and for that in a cell of a table. */
export interface BadgeLook {
  readonly name: string;
  /** What its button is called where it is one. */
  readonly label: string;
  readonly title: string | undefined;
  /** By which a style sheet draws a sign before the name (`data-glyph`). */
  readonly glyph?: string | undefined;
  readonly style: Readonly<Record<"color" | "backgroundColor", string>>;
}

/** How a badge is cut, the button that looks like one as well. */
export const BADGE_SHAPE =
  "badge inline-flex max-w-full items-center rounded-full px-2 text-xs/5 font-medium whitespace-nowrap";
