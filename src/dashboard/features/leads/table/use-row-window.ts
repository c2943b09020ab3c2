import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { OVERSCAN, type RowWindow, rowsThatShow, windowAt } from "./row-window.ts";
import {
  type ListSize,
  physicalHeight,
  placeOf,
  placeShowing,
  scrolled,
  type ScrollPlace,
  TOP,
} from "./scroll-scale.ts";

/** Rows that show, and which way one is going. */
export interface Look {
  readonly first: number;
  readonly last: number;
  /** Negative upwards, positive downwards. */
  readonly direction: number;
  readonly rowCount: number;
  /** Passed rows that never showed, as dragging the scroll bar does. */
  readonly isLeap: boolean;
}

interface RowWindowOptions {
  readonly rowCount: number;
  readonly rowHeight: number;
  /** Height of what stays at the top of the scrolled element. */
  readonly headerHeight: number;
  readonly onLook: (look: Look) => void;
}

interface Shown extends RowWindow {
  readonly place: ScrollPlace;
}

/** What stands above the list on a wide screen, in pixels. */
const ABOVE_THE_LIST = 120;

/** Long enough that no wheel or finger is still at it. */
const AT_REST_MS = 150;

/**
 * Turns scrolling into a window of rows. While scrolling it reads nothing from the page but
 * `scrollTop`; the viewport's size comes from an observer.
 */
export function useRowWindow({ rowCount, rowHeight, headerHeight, onLook }: RowWindowOptions) {
  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef(TOP);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A guess until the observer knows.
  const [viewport, setViewport] = useState(() => window.innerHeight - ABOVE_THE_LIST);
  const [width, setWidth] = useState(() => window.innerWidth);
  const size: ListSize = { rowCount, rowHeight, viewport };
  const overscan = useOverscan();
  const [shown, setShown] = useState<Shown>(() => shownAt(TOP, size, overscan));
  const current = useRef({ size, overscan, shown, onLook });
  useLayoutEffect(() => {
    current.current = { size, overscan, shown, onLook };
  });

  /** Shows the rows at a place. */
  const show = useCallback((next: ScrollPlace) => {
    const { size: list, shown: before, onLook: look } = current.current;
    const after = shownAt(next, list, current.current.overscan);
    look(lookFrom(place.current, next, list));
    place.current = next;
    if (isSameWindow(before, after)) return;
    current.current.shown = after;
    setShown(after);
  }, []);

  /** Shows the rows at a place and moves the scroll bar there. */
  const moveTo = useCallback(
    (next: ScrollPlace) => {
      show(next);
      if (scroller.current) scroller.current.scrollTop = next.physical;
    },
    [show],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const next = scrolled(place.current, element.scrollTop, current.current.size);
      // In this very frame: a later one would show the gap first.
      flushSync(() => show(next));
      clearTimeout(rest.current);
      rest.current = setTimeout(() => {
        const settled = placeOf(place.current.virtual, current.current.size);
        if (settled.physical !== place.current.physical) moveTo(settled);
      }, AT_REST_MS);
    };
    const observer = new ResizeObserver(() => {
      setViewport(Math.max(rowHeight, element.clientHeight - headerHeight));
      setWidth(element.clientWidth);
    });
    element.addEventListener("scroll", onScroll, { passive: true });
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", onScroll);
      observer.disconnect();
      clearTimeout(rest.current);
    };
  }, [show, moveTo, rowHeight, headerHeight]);

  // Another size of list, row, viewport or window: the same place, within the new bounds.
  useLayoutEffect(() => {
    const list = { rowCount, rowHeight, viewport };
    const next = placeOf(place.current.virtual, list);
    place.current = next;
    setShown((before) => {
      const after = shownAt(next, list, overscan);
      return isSameWindow(before, after) ? before : after;
    });
    current.current.onLook(lookFrom(next, next, list));
  }, [rowCount, rowHeight, viewport, overscan]);

  const showRow = useCallback(
    (row: number) => {
      const next = placeShowing(row, place.current, current.current.size);
      if (next !== place.current) moveTo(next);
    },
    [moveTo],
  );
  const toTop = useCallback(() => moveTo(TOP), [moveTo]);

  return { scroller, shown, viewport, width, height: physicalHeight(size), showRow, toTop };
}

/** The first rows to be painted are those that show; the ones around them can wait for a frame. */
function useOverscan(): number {
  const [overscan, setOverscan] = useState(0);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setOverscan(OVERSCAN));
    return () => cancelAnimationFrame(frame);
  }, []);
  return overscan;
}

function shownAt(place: ScrollPlace, list: ListSize, overscan: number): Shown {
  const topRow = Math.floor(place.virtual / list.rowHeight);
  const showing = rowsThatShow(list.viewport, list.rowHeight);
  return { ...windowAt(topRow, showing, overscan, list.rowCount), place };
}

/** Rows stand where they stood while the two kinds of place move together. */
const isSameWindow = (a: Shown, b: Shown) =>
  a.first === b.first &&
  a.count === b.count &&
  a.place.physical - a.place.virtual === b.place.physical - b.place.virtual;

function lookFrom(
  from: ScrollPlace,
  to: ScrollPlace,
  { rowCount, rowHeight, viewport }: ListSize,
): Look {
  const step = to.virtual - from.virtual;
  return {
    first: Math.floor(to.virtual / rowHeight),
    last: Math.min(rowCount, Math.ceil((to.virtual + viewport) / rowHeight)) - 1,
    direction: Math.sign(step),
    rowCount,
    isLeap: Math.abs(step) > viewport,
  };
}
