import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import type { Look } from "./row-scroller.ts";
import { pagesOf } from "./row-window.ts";

/** While the scroll bar is dragged, nothing is asked for until it rests this long. */
const LEAP_MS = 40;

/** Rows asked for ahead in the direction of scrolling: more than a second's worth of a fast one. */
const AHEAD = PAGE_SIZE;

const TOP_PAGE: readonly number[] = [1];

/** The pages of a list that hold what one looks at, and what one is about to. */
export function useLookedPages(list: object) {
  const [looked, setLooked] = useState({ list, pages: TOP_PAGE });
  const leap = useRef<ReturnType<typeof setTimeout>>(undefined);

  const latest = useRef(list);
  useLayoutEffect(() => {
    latest.current = list;
  }, [list]);

  const lookAt = useCallback((look: Look) => {
    clearTimeout(leap.current);
    const take = () => {
      const after = { list: latest.current, pages: pagesInSight(look) };
      setLooked((before) => (isSame(pagesFor(after.list, before), after.pages) ? before : after));
    };
    if (look.isLeap) leap.current = setTimeout(take, LEAP_MS);
    else take();
  }, []);

  useEffect(() => () => clearTimeout(leap.current), []);
  return { pages: pagesFor(list, looked), lookAt };
}

interface Looked {
  readonly list: object;
  readonly pages: readonly number[];
}

/** Of another list nothing but the top was looked at yet. */
const pagesFor = (list: object, looked: Looked) => (looked.list === list ? looked.pages : TOP_PAGE);

const isSame = (a: readonly number[], b: readonly number[]) => a.join() === b.join();

function pagesInSight({ first, last, direction, rowCount }: Look): readonly number[] {
  const from = direction < 0 ? Math.max(0, first - AHEAD) : first;
  const to = direction > 0 ? Math.min(rowCount - 1, last + AHEAD) : last;
  return pagesOf(from, to, PAGE_SIZE);
}
