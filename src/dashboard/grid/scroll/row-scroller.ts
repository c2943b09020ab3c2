import { remInPixels } from "#dashboard/ui/browser/rem.ts";
import { NO_OVERSCAN, OVERSCAN, type RowWindow, rowsThatShow, windowAt } from "./row-window.ts";
import {
  type ListSize,
  placeOf,
  placeShowing,
  scrolled,
  type ScrollPlace,
  TOP,
} from "./scroll-scale.ts";

/** The rows that have an element, and where they stand. */
export interface Shown extends RowWindow {
  readonly place: ScrollPlace;
  /** Of the scrolled element's inside, below what stays at its top. */
  readonly viewport: number;
  readonly width: number;
}

/** Rows that are looked at, and which way one is going. */
export interface Look {
  readonly first: number;
  readonly last: number;
  /** Negative upwards, positive downwards. */
  readonly direction: number;
  readonly rowCount: number;
  /** Passed rows that never showed, as dragging the scroll bar does. */
  readonly isLeap: boolean;
}

/** What the rows are measured by. */
export interface RowMeasures {
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
}

/** In rem, what stands above the list on a wide screen, until an observer knows its own height. */
const ABOVE_THE_LIST = 7.5;

/** Long enough that no wheel or finger is still at it. */
const AT_REST_MS = 150;

/**
 * Turns an element's scrolling into a window of rows: a store that a component subscribes to. While
 * scrolling it reads nothing from the page but `scrollTop`; sizes come from an observer.
 */
export class RowScroller {
  readonly #onLook: (look: Look) => void;
  #element: HTMLElement | undefined;
  #measures: RowMeasures;
  #frame = {
    height: window.innerHeight - ABOVE_THE_LIST * remInPixels(),
    width: window.innerWidth,
  };
  #place = TOP;
  #overscan = NO_OVERSCAN;
  #shown: Shown;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(measures: RowMeasures, onLook: (look: Look) => void) {
    this.#onLook = onLook;
    this.#measures = measures;
    this.#shown = this.#shownAt(TOP);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Shown => this.#shown;

  /** Follows an element from now on; gives what lets go of it. */
  attach(element: HTMLElement): () => void {
    this.#element = element;
    const observer = new ResizeObserver(() => {
      // Hidden for a while, as when something else is printed.
      if (element.clientHeight === 0) return;
      this.#frame = { height: element.clientHeight, width: element.clientWidth };
      this.#keepPlace();
    });
    observer.observe(element);
    element.addEventListener("scroll", this.#onScroll, { passive: true });
    return () => {
      observer.disconnect();
      clearTimeout(this.#rest);
      element.removeEventListener("scroll", this.#onScroll);
    };
  }

  /** Another list, or rows of another height: the same row at the top, within the new bounds. */
  measure(measures: RowMeasures): void {
    const growth = measures.rowHeight / this.#measures.rowHeight;
    this.#measures = measures;
    if (growth === 1) this.#keepPlace();
    else this.#moveTo(placeOf(this.#place.virtual * growth, this.#list()));
  }

  /** Scrolls no further than it takes to show a row whole. */
  readonly showRow = (row: number): void => {
    const next = placeShowing(row, this.#place, this.#list());
    if (next !== this.#place) this.#moveTo(next);
  };

  /** The row that stands at the top of what shows. */
  get topRow(): number {
    return Math.floor(this.#place.virtual / this.#measures.rowHeight);
  }

  /** The rows of which something shows, from the top. */
  *rowsInView(): Generator<number> {
    const { rowHeight, viewport, rowCount } = this.#list();
    const last = Math.min(rowCount, Math.ceil((this.#place.virtual + viewport) / rowHeight)) - 1;
    for (let row = this.topRow; row <= last; row += 1) yield row;
  }

  /** Scrolls by so many rows at once, negative upwards. */
  moveBy(rows: number): void {
    const virtual = this.#place.virtual + rows * this.#measures.rowHeight;
    if (rows !== 0) this.#moveTo(placeOf(virtual, this.#list()));
  }

  /** For another list: nothing of it was scrolled yet since its row at the top is that. */
  readonly startAt = (row: number): void => {
    this.#moveTo(placeOf(row * this.#measures.rowHeight, this.#list()));
    this.#overscan = NO_OVERSCAN;
    this.#keepPlace();
  };

  readonly #onScroll = (): void => {
    if (!this.#element) return;
    this.#show(scrolled(this.#place, this.#element.scrollTop, this.#list()));
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      const settled = placeOf(this.#place.virtual, this.#list());
      if (settled.physical !== this.#place.physical) this.#moveTo(settled);
    }, AT_REST_MS);
  };

  #keepPlace(): void {
    this.#show(placeOf(this.#place.virtual, this.#list()));
  }

  #moveTo(place: ScrollPlace): void {
    // Setting it lays the page out, even where nothing moves.
    const moves = place.physical !== this.#place.physical;
    this.#show(place);
    if (moves && this.#element) this.#element.scrollTop = place.physical;
  }

  #show(place: ScrollPlace): void {
    const look = lookFrom(this.#place, place, this.#list());
    this.#onLook(look);
    this.#place = place;
    if (look.direction !== 0) this.#overscan = overscanFor(look.direction);
    const next = this.#shownAt(place);
    if (isSame(this.#shown, next)) return;
    this.#shown = next;
    for (const listener of this.#listeners) listener();
  }

  #list(): ListSize {
    const { rowCount, rowHeight, headerHeight } = this.#measures;
    return {
      rowCount,
      rowHeight,
      viewport: Math.max(rowHeight, this.#frame.height - headerHeight),
    };
  }

  #shownAt(place: ScrollPlace): Shown {
    const { rowCount, rowHeight, viewport } = this.#list();
    const showing = rowsThatShow(viewport, rowHeight);
    const window = windowAt(
      Math.floor(place.virtual / rowHeight),
      showing,
      this.#overscan,
      rowCount,
    );
    return { ...window, place, viewport, width: this.#frame.width };
  }
}

const overscanFor = (direction: number) =>
  direction < 0
    ? { above: OVERSCAN.ahead, below: OVERSCAN.behind }
    : { above: OVERSCAN.behind, below: OVERSCAN.ahead };

/** Rows stand where they stood while the two kinds of place move together. */
const isSame = (a: Shown, b: Shown) =>
  a.first === b.first &&
  a.count === b.count &&
  a.viewport === b.viewport &&
  a.width === b.width &&
  a.place.physical - a.place.virtual === b.place.physical - b.place.virtual;

function lookFrom(from: ScrollPlace, to: ScrollPlace, list: ListSize): Look {
  const { rowCount, rowHeight, viewport } = list;
  const step = to.virtual - from.virtual;
  return {
    first: Math.floor(to.virtual / rowHeight),
    last: Math.min(rowCount, Math.ceil((to.virtual + viewport) / rowHeight)) - 1,
    direction: Math.sign(step),
    rowCount,
    isLeap: Math.abs(step) > viewport,
  };
}
