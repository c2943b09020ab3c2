import { useCallback, useEffect, useRef, useState } from "react";
import { PAGE_SIZE } from "../queries.ts";
import { pagesOf } from "./row-window.ts";
import type { Look } from "./row-scroller.ts";

/** While the scroll bar is dragged, nothing is asked for until it rests this long. */
const LEAP_MS = 40;

/** Rows asked for ahead in the direction of scrolling: more than a second's worth of a fast one. */
const AHEAD = PAGE_SIZE;

const TOP_PAGE: readonly number[] = [1];

/** The pages that hold what one looks at, and what one is about to. */
export function useLookedPages() {
  const [pages, setPages] = useState(TOP_PAGE);
  const leap = useRef<ReturnType<typeof setTimeout>>(undefined);

  const lookAt = useCallback((look: Look) => {
    clearTimeout(leap.current);
    const take = () => {
      setPages((before) => {
        const after = pagesInSight(look);
        return after.join() === before.join() ? before : after;
      });
    };
    if (look.isLeap) leap.current = setTimeout(take, LEAP_MS);
    else take();
  }, []);

  useEffect(() => () => clearTimeout(leap.current), []);
  return { pages, lookAt, lookAtTop: () => setPages(TOP_PAGE) };
}

function pagesInSight({ first, last, direction, rowCount }: Look): readonly number[] {
  const from = direction < 0 ? Math.max(0, first - AHEAD) : first;
  const to = direction > 0 ? Math.min(rowCount - 1, last + AHEAD) : last;
  return pagesOf(from, to, PAGE_SIZE);
}
