/** How wide the content of a column is, in pixels: of its header, and of those rows that are drawn. */
export function contentWidth(header: HTMLElement): number {
  const grid = header.closest(".grid-scroller");
  const column = CSS.escape(header.dataset["column"] ?? "");
  const cells = [...(grid?.querySelectorAll(`[data-column="${column}"]`) ?? [])];
  // Copies, as the cells themselves are as wide as their column, and cut off.
  const ruler = document.createElement("div");
  ruler.className = "grid-ruler";
  ruler.ariaHidden = "true";
  ruler.append(...cells.map(copyOf));
  grid?.append(ruler);
  const { width } = ruler.getBoundingClientRect();
  ruler.remove();
  // A width in rem is rounded, which must cut nothing.
  return Math.ceil(width) + 1;
}

function copyOf(cell: Element): HTMLElement {
  const line = document.createElement("div");
  line.className = cell.parentElement?.className ?? "";
  const copy = cell.cloneNode(true);
  if (copy instanceof HTMLElement) copy.removeAttribute("style");
  // The first cell of a row has more room before it.
  if (cell.previousElementSibling) line.append(document.createElement("i"));
  line.append(copy);
  return line;
}
