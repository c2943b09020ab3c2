import { remInPixels } from "#dashboard/ui/browser/rem.ts";
import {
  type ChangedColumn,
  type Drop,
  widthWithin,
  withMoved,
  withWidth,
} from "../column-changes.ts";
import type { ColumnsState } from "../columns.ts";
import type { GridStateChange } from "../table.ts";
import { contentWidth } from "./content-width.ts";

/** A header that is dragged to another place, and where it would be dropped. */
export interface DraggedColumn {
  readonly id: string;
  readonly drop: Drop | undefined;
}

/** What a pointer that is followed changes. */
export interface Followed {
  readonly columns: readonly ChangedColumn[];
  readonly onStateChange: GridStateChange;
  readonly showDragged: (dragged: DraggedColumn | undefined) => void;
  /** Widths in rem while they are chosen. */
  readonly showWidths: (widths: ColumnsState["columnSizing"]) => void;
}

/** In pixels: a press that moves less than this is none. */
const LEAST_MOVE = 6;

/** Moves a column to where its header is dropped; Escape has it stay. */
export function followDrag(
  header: HTMLElement,
  from: number,
  { columns, onStateChange, showDragged }: Followed,
): void {
  const id = idOf(header);
  const over = new AbortController();
  let drop: Drop | undefined;
  let isMoving = false;
  const end = () => {
    over.abort();
    showDragged(undefined);
    // The end of a drag is no click on what is in the header.
    if (isMoving) swallowClick();
  };
  const options = { capture: true, signal: over.signal };
  const move = ({ clientX }: PointerEvent) => {
    isMoving ||= Math.abs(clientX - from) >= LEAST_MOVE;
    if (!isMoving) return;
    drop = dropAt(header, clientX);
    showDragged({ id, drop });
  };
  const letGo = () => {
    const to = isMoving ? drop : undefined;
    if (to) onStateChange((state) => withMoved(columns, state, id, to));
    end();
  };
  window.addEventListener("pointermove", move, options);
  window.addEventListener("pointerup", letGo, options);
  window.addEventListener("pointercancel", end, options);
  onEscape(end, options);
}

/** The header that is at a place, and on which side of it a column would be dropped. */
function dropAt(header: HTMLElement, x: number): Drop | undefined {
  const headers = [
    ...(header.parentElement?.querySelectorAll<HTMLElement>("[role=columnheader]") ?? []),
  ];
  // Pinned ones lie over the others.
  const atPlace = headers
    .toSorted((a, b) => Number("pinned" in b.dataset) - Number("pinned" in a.dataset))
    .find((other) => {
      const { left, right } = other.getBoundingClientRect();
      return x >= left && x < right;
    });
  if (!atPlace) return undefined;
  const { left, width } = atPlace.getBoundingClientRect();
  return { beside: idOf(atPlace), side: x < left + width / 2 ? "before" : "after" };
}

function swallowClick(): void {
  const over = new AbortController();
  window.addEventListener("click", swallow, { capture: true, signal: over.signal });
  setTimeout(() => over.abort());
}

function swallow(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A column is as wide as the pointer says, until it is let go; Escape gives it its width back. */
export function followResize(
  header: HTMLElement,
  from: number,
  { onStateChange, showWidths }: Followed,
): void {
  const id = idOf(header);
  const before = header.getBoundingClientRect().width;
  // One that stays at the end has its edge before it.
  const direction = header.dataset["pinned"] === "end" ? -1 : 1;
  const over = new AbortController();
  const options = { capture: true, signal: over.signal };
  let width: number | undefined;
  const end = () => {
    over.abort();
    showWidths(undefined);
  };
  const move = ({ clientX }: PointerEvent) => {
    width = widthWithin((before + (clientX - from) * direction) / remInPixels());
    showWidths({ [id]: width });
  };
  const letGo = () => {
    if (width !== undefined) onStateChange((state) => withWidth(state, id, width));
    end();
  };
  window.addEventListener("pointermove", move, options);
  window.addEventListener("pointerup", letGo, options);
  window.addEventListener("pointercancel", end, options);
  onEscape(end, options);
}

/** Makes a column as wide as what is in it. */
export function fitColumn(header: HTMLElement, { onStateChange }: Followed): void {
  const width = contentWidth(header) / remInPixels();
  onStateChange((state) => withWidth(state, idOf(header), width));
}

const idOf = (header: HTMLElement) => header.dataset["column"] ?? "";

function onEscape(act: () => void, options: AddEventListenerOptions): void {
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    act();
  };
  window.addEventListener("keydown", press, options);
}
