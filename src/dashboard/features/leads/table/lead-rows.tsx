import "./lead-table.css";
import {
  memo,
  type Ref,
  useDeferredValue,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Lead } from "#api/contract/leads.ts";
import { leastWidth, nameWidth, placeColumns } from "./column-places.ts";
import type { RowSurroundings } from "./columns.ts";
import { LeadHeader } from "./lead-header.tsx";
import { LeadItem } from "./lead-item.tsx";
import { LeadRow } from "./lead-row.tsx";
import { rowLinkHandlers } from "./row-links.ts";
import { slotId, type SlottedRow, slottedRows } from "./row-window.ts";
import { physicalHeight, rowTop } from "./scroll-scale.ts";
import type { LeadList } from "./use-lead-list.ts";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useKeptPlace } from "./use-kept-place.ts";
import { useLateOpen } from "./use-late-open.ts";
import { useOpenRow } from "./use-open-row.ts";
import { useRowFocus } from "./use-row-focus.ts";
import { useRowIntent } from "./use-row-intent.ts";
import { useRowWindow } from "./use-row-window.ts";

/** What the page has the rows do at once. */
export interface RowsHandle {
  /** Gives the focus to the row in the tab order, else to the first one, else to the table itself. */
  readonly takeFocus: () => void;
}

interface LeadRowsProps {
  readonly handle: Ref<RowsHandle>;
  readonly list: LeadList;
  readonly rowCount: number;
  readonly rowHeight: number;
  /** One rem in pixels. */
  readonly rem: number;
  readonly isPhone: boolean;
  readonly surroundings: RowSurroundings;
  readonly openLead: string | undefined;
  /** The open lead's place in the list, once it is known. */
  readonly openIndex: number | undefined;
  readonly isDimmed: (lead: Lead) => boolean;
  readonly onOpen: (leadId: string) => void;
  readonly onIntent: (leadId: string) => void;
}

/** As the style sheet has it: two rem and its edge. */
const headerHeight = (rem: number) => 2 * rem + 1;

/** In rem. With less room the names don't stick: no other column would fit beside them. */
const LEAST_BESIDE_NAMES = 22;

placeColumns();

/** The scrolled part of the table: its header, and the few rows that show. */
export const LeadRows = memo(function LeadRows(props: LeadRowsProps) {
  const { list, rowCount, rowHeight, rem, isPhone, openLead, openIndex } = props;
  const measures = { rowCount, rowHeight, headerHeight: isPhone ? 0 : headerHeight(rem) };
  const { element, shown, scroller } = useRowWindow(measures, list.lookAt);
  const { viewport, width, place } = shown;
  useKeptPlace(list, scroller);
  const { showRow } = scroller;

  const { open, forget } = useLateOpen(list, props.onOpen);
  const rowsInView = Math.max(1, Math.floor(viewport / rowHeight) - 1);
  const focus = useRowFocus({ element, rowCount, rowsInView, showRow, onOpen: open });
  useKeptFocus(list, { element, ...focus });
  const { mean, onPointerOver } = useRowIntent(props.onIntent);
  // A lead that no longer matches keeps its row here, wherever the list would have it now.
  const openRow = openLead === undefined ? undefined : (list.rowWith(openLead) ?? openIndex);
  useOpenRow({ openLead, openRow, showRow, ...focus });
  useImperativeHandle(props.handle, () => ({
    takeFocus: () => {
      if (rowCount === 0) element.current?.focus();
      else focus.focusRow(Math.max(focus.active, 0));
    },
  }));
  useStartAtTop(list.query, () => {
    scroller.startAtTop();
    focus.forget();
    forget();
  });

  const least = leastWidth * rem;
  // Making the names stick restyles every row: not while a drawer is about to be painted.
  const namesStick = useDeferredValue(
    !isPhone && width < least && width >= LEAST_BESIDE_NAMES * rem,
  );
  const isBesideDrawer = openLead !== undefined;
  const lineWidth = useLineWidth(width, least, isBesideDrawer);
  const rowWidth = isPhone ? undefined : lineWidth;
  const slotted = slottedRows(shown, focus.active);
  return (
    <div
      ref={element}
      role="grid"
      aria-label="Leads"
      aria-rowcount={rowCount + 1}
      aria-busy={list.isLoading}
      tabIndex={focus.isUnfocused ? 0 : -1}
      data-names-stick={namesStick ? "" : undefined}
      data-beside-drawer={isBesideDrawer ? "" : undefined}
      data-old={list.isChanging ? "" : undefined}
      className="lead-scroller"
      style={{
        "--row-height": `${rowHeight}px`,
        // What stays at the edges covers no cell that the focus comes to.
        scrollPaddingTop: measures.headerHeight,
        scrollPaddingLeft: namesStick ? nameWidth(lineWidth, rem) : 0,
      }}
      {...rowLinkHandlers(open)}
      onKeyDown={(event) => {
        forget();
        focus.onKeyDown(event);
      }}
      onPointerOver={onPointerOver}
      onFocus={({ target }) => {
        if (target === element.current) focus.focusRow(Math.ceil(place.virtual / rowHeight));
        else focus.onFocus(target);
        mean(target);
      }}
    >
      {!isPhone && <LeadHeader width={rowWidth} />}
      <div
        role="rowgroup"
        aria-owns={inOrder(slotted)}
        className="lead-body"
        style={{ height: physicalHeight({ rowCount, rowHeight, viewport }), minWidth: rowWidth }}
      >
        {slotted.map(rowElement)}
      </div>
    </div>
  );

  function rowElement({ slot, row: index }: SlottedRow) {
    const Row = isPhone ? LeadItem : LeadRow;
    const row = list.rows.get(index);
    return (
      <Row
        key={slot}
        slot={slot}
        index={index}
        top={rowTop(index, place, rowHeight)}
        row={row}
        hasFailed={row === undefined && list.hasFailed(index)}
        isActive={index === focus.active}
        isOpen={row !== undefined && row.original.id === openLead}
        isDimmed={row !== undefined && props.isDimmed(row.original)}
        surroundings={props.surroundings}
      />
    );
  }
});

/** Recycled elements stand in any order; who reads them aloud is told the list's. */
const inOrder = (slotted: readonly SlottedRow[]) =>
  slotted
    .toSorted((a, b) => a.row - b.row)
    .map(({ slot }) => slotId(slot))
    .join(" ");

/** Beside a drawer, rows keep the width they had without it: opening it moves no cell. */
function useLineWidth(width: number, least: number, isBesideDrawer: boolean): number {
  const [widthAlone, setWidthAlone] = useState(least);
  if (!isBesideDrawer && widthAlone !== width) setWidthAlone(width);
  return isBesideDrawer ? Math.max(least, widthAlone) : least;
}

/** Another list starts at its top. */
function useStartAtTop(query: unknown, start: () => void) {
  const before = useRef(query);
  useLayoutEffect(() => {
    if (before.current === query) return;
    before.current = query;
    start();
  });
}
