import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Look } from "../scroll/row-scroller.ts";
import { pagesOf } from "../scroll/row-window.ts";

/** While the scroll bar is dragged, nothing is asked for until it rests this long. */
const LEAP_MS = 40;

const TOP_PAGE: readonly number[] = [1];

/** The numbers of the pages that hold what one looks at, and what one is about to. */
export function useLookedPages(list: string, pageSize: number) {
  const [looked, setLooked] = useState<Looked>({ list, numbers: TOP_PAGE });
  const leap = useRef<ReturnType<typeof setTimeout>>(undefined);

  const latest = useRef(list);
  useLayoutEffect(() => {
    latest.current = list;
  }, [list]);

  const lookAt = useCallback(
    (look: Look) => {
      clearTimeout(leap.current);
      const follow = () => {
        const after = { list: latest.current, numbers: pagesInSight(look, pageSize) };
        setLooked((before) =>
          isSame(numbersFor(after.list, before), after.numbers) ? before : after,
        );
      };
      if (look.isLeap) leap.current = setTimeout(follow, LEAP_MS);
      else follow();
    },
    [pageSize],
  );

  useEffect(() => () => clearTimeout(leap.current), []);
  return { numbers: numbersFor(list, looked), lookAt };
}

interface Looked {
  readonly list: string;
  readonly numbers: readonly number[];
}

/** Of another list nothing but the top was looked at yet. */
const numbersFor = (list: string, looked: Looked) =>
  looked.list === list ? looked.numbers : TOP_PAGE;

const isSame = (a: readonly number[], b: readonly number[]) => a.join() === b.join();

/** A page's worth ahead in the direction of scrolling: more than a second's of a fast one. */
function pagesInSight({ first, last, direction, rowCount }: Look, pageSize: number) {
  const from = direction < 0 ? Math.max(0, first - pageSize) : first;
  const to = direction > 0 ? Math.min(rowCount - 1, last + pageSize) : last;
  return pagesOf(from, to, pageSize);
}
