/**
 * Maps the browser's scroll position to a place in the list.
 *
 * Browsers cap an element's height (Firefox near 17.8 million pixels), which a million rows pass.
 * So the scroll bar gets at most {@link MAX_HEIGHT}, and where that is less than the rows' own
 * height, a small step still moves the rows pixel by pixel, while a leap (dragging the bar) goes to
 * the same share of the list. What the small steps leave behind is made up for when all is at rest.
 */
export const MAX_HEIGHT = 15_000_000;

export interface ListSize {
  readonly rowCount: number;
  readonly rowHeight: number;
  /** Of the part of the list that shows, in pixels. */
  readonly viewport: number;
}

export interface ScrollPlace {
  /** The browser's `scrollTop`. */
  readonly physical: number;
  /** The same place if all rows had their height: row `n` starts at `n * rowHeight`. */
  readonly virtual: number;
}

export const TOP: ScrollPlace = { physical: 0, virtual: 0 };

const virtualHeight = ({ rowCount, rowHeight }: ListSize) => rowCount * rowHeight;

/** Height of the element that the scroll bar measures. */
export const physicalHeight = (size: ListSize): number => Math.min(virtualHeight(size), MAX_HEIGHT);

const isScaled = (size: ListSize) => virtualHeight(size) > MAX_HEIGHT;

/** How far each kind of place goes. */
const ranges = (size: ListSize) => ({
  physical: Math.max(0, physicalHeight(size) - size.viewport),
  virtual: Math.max(0, virtualHeight(size) - size.viewport),
});

/** The place after the browser scrolled to `physical`. */
export function scrolled(from: ScrollPlace, physical: number, size: ListSize): ScrollPlace {
  const end = ranges(size);
  if (!isScaled(size)) return { physical, virtual: physical };
  if (physical <= 0) return TOP;
  if (physical >= end.physical) return { physical, virtual: end.virtual };
  const step = physical - from.physical;
  const virtual =
    Math.abs(step) <= size.viewport ? from.virtual + step : (physical / end.physical) * end.virtual;
  return { physical, virtual: Math.min(Math.max(virtual, 0), end.virtual) };
}

/** The place whose scroll bar stands where it should for `virtual`. */
export function placeOf(virtual: number, size: ListSize): ScrollPlace {
  const end = ranges(size);
  const inside = Math.min(Math.max(virtual, 0), end.virtual);
  if (!isScaled(size)) return { physical: inside, virtual: inside };
  return { physical: Math.round((inside / end.virtual) * end.physical), virtual: inside };
}

/** Where a row stands inside the scrolled element. */
export const rowTop = (row: number, place: ScrollPlace, rowHeight: number): number =>
  Math.round(row * rowHeight + place.physical - place.virtual);

/** The place, nearest to `place`, from which a row shows whole. */
export function placeShowing(row: number, place: ScrollPlace, size: ListSize): ScrollPlace {
  const top = row * size.rowHeight;
  const bottom = top + size.rowHeight - size.viewport;
  if (place.virtual > top) return placeOf(top, size);
  if (place.virtual < bottom) return placeOf(bottom, size);
  return place;
}
