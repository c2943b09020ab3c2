import { type RefObject, useLayoutEffect } from "react";

/** What speaks up by itself, and is to be reached even then. */
const SPEAKS_UP = "[aria-live], [role=status], [role=alert]";

/** While a sheet covers the page, nothing of the page can be reached but what speaks up by itself. */
export function useAloneOnScreen(sheet: RefObject<HTMLElement | null>, isAlone: boolean): void {
  useLayoutEffect(() => {
    if (!isAlone || !sheet.current) return undefined;
    const covered = siblingsUpwards(sheet.current).filter(
      (element) => !element.inert && !element.matches(SPEAKS_UP),
    );
    for (const element of covered) element.inert = true;
    return () => {
      for (const element of covered) element.inert = false;
    };
  }, [sheet, isAlone]);
}

function siblingsUpwards(element: HTMLElement): HTMLElement[] {
  const parent = element.parentElement;
  if (!parent || element === document.body) return [];
  const siblings = [...parent.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && child !== element,
  );
  return [...siblings, ...siblingsUpwards(parent)];
}
