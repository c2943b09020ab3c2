import type { MouseEvent, PointerEvent } from "react";
import type { ColumnControls } from "./column-controls.ts";

/** What a pointer does with headers is loaded once one is at them. */
const load = () => import("./follow-pointer.ts");

const HEADER = "[role=columnheader]";

/** Without that code columns stay as they are; their menus say the same. */
const ignore = () => undefined;

type FollowPointer = Awaited<ReturnType<typeof load>>;

/** Follows a pointer that is down, once the code is there; not one that was let go before. */
function whileDown(follow: (code: FollowPointer) => void): void {
  const over = new AbortController();
  for (const event of ["pointerup", "pointercancel"]) {
    const options = { capture: true, signal: over.signal };
    window.addEventListener(event, () => over.abort(), options);
  }
  load().then((code) => {
    if (!over.signal.aborted) follow(code);
    over.abort();
  }, ignore);
}

/** What a pointer does with a grid's headers: drags them and their edges, and asks for their menus. */
export const headerPointer = ({ followed, openMenu }: ColumnControls) => ({
  onPointerEnter: () => void load().catch(ignore),

  onPointerDown: ({ target, button, clientX, pointerType }: PointerEvent) => {
    const { header, edge } = partsAt(target);
    if (!header || button !== 0) return;
    if (edge) {
      whileDown((code) => code.followResize(header, clientX, followed));
      // A finger that drags a header scrolls.
    } else if (pointerType !== "touch") {
      whileDown((code) => code.followDrag(header, clientX, followed));
    }
  },

  onContextMenu: (event: MouseEvent) => {
    const header = event.target instanceof Element && event.target.closest(HEADER);
    const button = header && header.querySelector<HTMLElement>(".column-menu-button");
    if (!(header instanceof HTMLElement) || !button) return;
    event.preventDefault();
    openMenu(header.dataset["column"] ?? "", button);
  },

  onDoubleClick: ({ target }: MouseEvent) => {
    const { header, edge } = partsAt(target);
    if (header && edge) load().then((code) => code.fitColumn(header, followed), ignore);
  },
});

/** The header that a press is on, but for its menu's button, and its edge if that is what is pressed. */
function partsAt(target: EventTarget) {
  if (!(target instanceof Element) || target.closest(".column-menu-button")) return {};
  return {
    header: target.closest<HTMLElement>(HEADER),
    edge: target.closest<HTMLElement>(".column-edge"),
  };
}
