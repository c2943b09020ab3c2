import { type RefObject, useEffect, useLayoutEffect } from "react";
import { useKeyDown } from "#dashboard/ui/browser/use-key-down.ts";

/**
 * A lead that is opened gets the focus, unless it is inside already: going on keeps its button. One
 * that is gone takes with it what may have had the focus: the status picker, the ways on.
 */
export function useFocusInside(
  dialog: RefObject<HTMLElement | null>,
  leadId: string,
  isGone: boolean,
): void {
  useEffect(() => {
    if (!dialog.current?.contains(document.activeElement)) {
      dialog.current?.focus({ preventScroll: true });
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- Each lead is opened anew.
  }, [dialog, leadId]);
  useEffect(() => {
    if (isGone && document.activeElement === document.body) {
      dialog.current?.focus({ preventScroll: true });
    }
  }, [dialog, isGone]);
}

const FLOATING =
  "[role=listbox], [role=menu], [role=tooltip], [role=dialog]:not(.lead-drawer), :popover-open";

/** Whether Escape means something else already: what floats above the drawer and the list comes first. */
export const isEscapeTaken = (event: KeyboardEvent): boolean =>
  event.isComposing || event.defaultPrevented || document.querySelector(FLOATING) !== null;

/** Escape closes the drawer from wherever the focus is, unless something above it is open. */
export function useCloseByEscape(onClose: () => void): void {
  // On the way down: on the way up, what floats would be closed already and no longer be found.
  useKeyDown((event) => {
    if (event.key !== "Escape" || isEscapeTaken(event)) return;
    // What it would mean for a search, too, is for the next press.
    event.preventDefault();
    onClose();
  }, true);
}

/** What speaks up by itself, and is to be reached even then. */
const SPEAKS_UP = "[aria-live], [role=status], [role=alert]";

/**
 * While a sheet covers the page, nothing of the page can be reached but what speaks up by itself.
 * @param layer the sheet with all that covers the page
 * @param dialog gets the focus that what is covered would lose
 */
export function useAloneOnScreen(
  layer: RefObject<HTMLElement | null>,
  dialog: RefObject<HTMLElement | null>,
  isAlone: boolean,
): void {
  useLayoutEffect(() => {
    if (!isAlone || !layer.current) return undefined;
    const covered = siblingsUpwards(layer.current).filter(
      (element) => !element.inert && !element.matches(SPEAKS_UP),
    );
    if (covered.some((element) => element.contains(document.activeElement))) {
      dialog.current?.focus({ preventScroll: true });
    }
    for (const element of covered) element.inert = true;
    return () => {
      for (const element of covered) element.inert = false;
    };
  }, [layer, dialog, isAlone]);
}

function siblingsUpwards(element: HTMLElement): HTMLElement[] {
  const parent = element.parentElement;
  if (!parent || element === document.body) return [];
  const siblings = [...parent.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && child !== element,
  );
  return [...siblings, ...siblingsUpwards(parent)];
}
