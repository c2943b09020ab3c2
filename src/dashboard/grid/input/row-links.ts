import type { MouseEvent, PointerEvent } from "react";
import { rowOf } from "./row-focus.ts";

/**
 * What a mouse does with a row. A text in it may be a link to it, and all of the row does what
 * that does: a plain click opens the row here, the others are the browser's own.
 * @param open opens a row beside the list
 * @param hasCellMenu the cells have a menu of their own: the browser's takes Shift
 */
export const rowLinkHandlers = (open: (row: number | undefined) => void, hasCellMenu: boolean) => ({
  onClick: (event: MouseEvent) => {
    const place = placeIn(event);
    if (!place || (event.shiftKey && place.isOnLink)) return;
    if (event.ctrlKey || event.metaKey) {
      if (!place.isOnLink) openTab(place.link);
      return;
    }
    event.preventDefault();
    // The end of marking text doesn't mean the row.
    if (isNothingMarked()) open(rowOf(event.target));
  },

  onAuxClick: (event: MouseEvent) => {
    const place = placeIn(event);
    if (event.button !== MIDDLE || !place || place.isOnLink) return;
    event.preventDefault();
    openTab(place.link);
  },

  onMouseDown: (event: MouseEvent) => {
    // Or the browser would scroll with the mouse from now on, as it does anywhere but on links.
    if (event.button === MIDDLE && placeIn(event)) event.preventDefault();
  },

  onPointerDown: (event: PointerEvent) => {
    const place = placeIn(event);
    if (event.button !== RIGHT || !place?.link || place.isOnLink) return;
    if (isNothingMarked() && (event.shiftKey || !hasCellMenu)) offerInMenu(place.link);
  },
});

const MIDDLE = 1;
const RIGHT = 2;

/** Where in a row a press was; nothing on its own controls and outside of rows. */
function placeIn({ target }: MouseEvent) {
  if (!(target instanceof Element) || target.closest("button, input, label")) return undefined;
  const row = target.closest("[data-row]");
  const link = row?.querySelector<HTMLAnchorElement>(".row-link[href]") ?? undefined;
  return row ? { link, isOnLink: target.closest("a[href]") !== null } : undefined;
}

const isNothingMarked = () => window.getSelection()?.isCollapsed !== false;

/** A row that isn't there yet leads nowhere. */
function openTab(link: HTMLAnchorElement | undefined): void {
  if (link) window.open(link.href, "_blank", "noopener");
}

/** The browser's menu is about what is under the pointer: for as long as it opens, that is a link. */
function offerInMenu(link: HTMLAnchorElement): void {
  const cover = document.createElement("a");
  cover.href = link.href;
  cover.className = "absolute inset-0";
  cover.tabIndex = -1;
  cover.ariaHidden = "true";
  link.closest("[data-row]")?.append(cover);
  const over = new AbortController();
  const end = () => {
    over.abort();
    setTimeout(() => cover.remove());
  };
  for (const event of ["contextmenu", "pointerdown", "keydown"]) {
    window.addEventListener(event, end, { capture: true, signal: over.signal });
  }
}
