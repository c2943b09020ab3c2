import "./lead-table.css";
import { type MouseEvent, useEffect, useLayoutEffect, useRef } from "react";
import { gridTemplate, leastWidth, type RowSurroundings } from "./columns.tsx";
import { LeadHeader } from "./lead-header.tsx";
import { LeadItem } from "./lead-item.tsx";
import { LeadRow } from "./lead-row.tsx";
import { slotId, type SlottedRow, slottedRows } from "./row-window.ts";
import { rowTop } from "./scroll-scale.ts";
import type { LeadList } from "./use-lead-list.ts";
import { rowOf, useRowFocus } from "./use-row-focus.ts";
import { useRowIntent } from "./use-row-intent.ts";
import { useRowWindow } from "./use-row-window.ts";

interface LeadRowsProps {
  readonly list: LeadList;
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly isPhone: boolean;
  readonly surroundings: RowSurroundings;
  readonly openLead: string | undefined;
  /** The open lead's place, once it is known. */
  readonly openIndex: number | undefined;
  readonly isDimmed: (index: number) => boolean;
  readonly onOpen: (leadId: string) => void;
  readonly onIntent: (leadId: string) => void;
}

const HEADER_HEIGHT = 33;

/** The scrolled part of the table: its header, and the few rows that show. */
export function LeadRows(props: LeadRowsProps) {
  const { list, rowCount, rowHeight, isPhone, surroundings, openLead, openIndex } = props;
  const headerHeight = isPhone ? 0 : HEADER_HEIGHT;
  const rows = useRowWindow({ rowCount, rowHeight, headerHeight, onLook: list.lookAt });
  const { scroller, shown, viewport, width, height, showRow, toTop } = rows;

  const open = (index: number | undefined) => {
    const lead = index === undefined ? undefined : list.rowAt(index)?.original;
    if (lead) props.onOpen(lead.id);
  };
  const rowsInView = Math.max(1, Math.floor(viewport / rowHeight) - 1);
  const focus = useRowFocus({ scroller, rowCount, rowsInView, showRow, onOpen: open });
  const { mean, onPointerOver } = useRowIntent(props.onIntent);

  useNewListAtTop(list.filter, () => {
    toTop();
    focus.forget();
  });
  useOpenRow(openLead, openIndex, showRow, focus);

  const slotted = slottedRows(shown, focus.active);
  const Row = isPhone ? LeadItem : LeadRow;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Leads"
      aria-rowcount={rowCount + 1}
      aria-busy={list.isLoading}
      tabIndex={focus.isUnfocused ? 0 : -1}
      data-scrolls-sideways={!isPhone && width < leastWidth ? "" : undefined}
      data-beside-drawer={openLead === undefined ? undefined : ""}
      className="lead-scroller"
      style={{
        "--row-height": `${rowHeight}px`,
        "--lead-columns": gridTemplate,
        "--lead-table-width": `${leastWidth}px`,
      }}
      onClick={(event) => isPlainClick(event) && open(rowOf(event.target))}
      onKeyDown={focus.onKeyDown}
      onPointerOver={onPointerOver}
      onFocus={({ target }) => {
        if (target === scroller.current) focus.focusRow(Math.ceil(shown.place.virtual / rowHeight));
        else focus.onFocus(target);
        mean(target);
      }}
    >
      {!isPhone && <LeadHeader />}
      <div role="rowgroup" aria-owns={inOrder(slotted)} className="lead-body" style={{ height }}>
        {slotted.map(({ slot, row: index }) => {
          const row = list.rowAt(index);
          return (
            <Row
              key={slot}
              slot={slot}
              index={index}
              top={rowTop(index, shown.place, rowHeight)}
              row={row}
              hasFailed={row === undefined && list.hasFailed(index)}
              isActive={index === focus.active}
              isOpen={row !== undefined && row.original.id === openLead}
              isDimmed={props.isDimmed(index)}
              surroundings={surroundings}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Recycled elements stand in any order; who reads them aloud is told the list's. */
const inOrder = (slotted: readonly SlottedRow[]) =>
  slotted
    .toSorted((a, b) => a.row - b.row)
    .map(({ slot }) => slotId(slot))
    .join(" ");

/** A click on a row's own button, or the end of marking text, doesn't mean the row. */
const isPlainClick = ({ target }: MouseEvent) =>
  target instanceof Element &&
  !target.closest("button, a") &&
  window.getSelection()?.isCollapsed !== false;

/** A list under another filter starts at its top. */
function useNewListAtTop(filter: unknown, start: () => void) {
  const before = useRef(filter);
  useLayoutEffect(() => {
    if (before.current === filter) return;
    before.current = filter;
    start();
  });
}

/** Keeps the open lead's row in view, and gives it the focus when the drawer closes. */
function useOpenRow(
  openLead: string | undefined,
  openIndex: number | undefined,
  showRow: (row: number) => void,
  focus: ReturnType<typeof useRowFocus>,
) {
  const { activate } = focus;
  useLayoutEffect(() => {
    if (openIndex === undefined) return;
    activate(openIndex);
    showRow(openIndex);
  }, [openIndex, activate, showRow]);

  const wasOpen = useRef(openLead);
  useEffect(() => {
    if (wasOpen.current && !openLead && focus.active >= 0) focus.focusRow(focus.active);
    wasOpen.current = openLead;
  });
}
