import { columns } from "./columns.ts";

const widths = columns.map(({ width }) => width);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const shares = sum(widths.map(([, share]) => share));

/** Below this width, in rem, the table scrolls sideways. */
export const leastWidth = sum(widths.map(([least]) => least));

/** So many rem, and a part of what the row has beyond the least width. */
const length = (least: number, share: number) =>
  `calc(${least}rem + (100% - ${leastWidth}rem) * ${share / shares})`;

/** How wide the names are, in pixels, in rows of this width. */
export const nameWidth = (rowWidth: number, rem: number): number => {
  const [least = 0, share = 0] = widths[0] ?? [];
  return least * rem + (rowWidth - leastWidth * rem) * (share / shares);
};

const rules = widths.map(([least, share], at) => {
  const before = widths.slice(0, at);
  const left = length(sum(before.map(([width]) => width)), sum(before.map(([, part]) => part)));
  return `.lead-cell:nth-child(${at + 1}) { left: ${left}; width: ${length(least, share)} }`;
});

let isPlaced = false;

/**
 * Puts every cell, the header's too, into its column. Each cell has its place by itself: a text
 * that changes lays out its own cell and nothing else, at half of what a grid in each row costs.
 */
export function placeColumns(): void {
  if (isPlaced) return;
  isPlaced = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join("\n"));
  document.adoptedStyleSheets.push(sheet);
}
