import "./list-page.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { OpenLeadAddress } from "#api/lead-address.ts";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { DrawerSlot } from "../lead/drawer/drawer-slot.tsx";
import type { LeadDrawerProps } from "../lead/drawer/lead-drawer.tsx";
import { leadName } from "../people/names.ts";
import type { OpenLeadMoves } from "../lead/open-lead-moves.ts";
import { isNotFound, knownLead, leadQueries } from "../lead/queries.ts";
import { AddressNote } from "./address-note.tsx";
import { useKeptPlace } from "./kept-places.ts";

interface ListPageProps {
  readonly name: string;
  /** What the browser calls the page while no lead is open. */
  readonly title: string;
  /** Stands above the list. */
  readonly head: ReactNode;
  readonly view: Pick<OpenLeadAddress, "lead" | "leftOut"> & {
    readonly strangers?: readonly string[];
    readonly unused?: readonly string[];
  };
  readonly moves: OpenLeadMoves;
  readonly grid: RefObject<GridHandle | null>;
  /** The row of what is open, where it has one. */
  readonly openRow: string | undefined;
  /** What the drawer shows of the lead that is open, or prerendered. */
  readonly drawer: Pick<LeadDrawerProps, "optIn" | "tab" | "neighbours" | "prefetch" | "path"> & {
    readonly lead: string | undefined;
  };
  /** The list. */
  readonly children: ReactNode;
}

/** A page with a list, and beside it the lead that is open. */
export function ListPage(props: ListPageProps) {
  const { name, title, head, view, moves, grid, children } = props;
  const { lead, ...drawer } = props.drawer;
  const isOpen = view.lead !== undefined;
  const openLead = useOpenLeadName(view.lead);
  usePageTitle(openLead === undefined ? title : `${openLead} · ${name}`);
  useFocusBack(grid, isOpen, props.openRow);
  useKeptPlace(grid);
  return (
    <main
      className="list-page flex min-h-0 flex-1 flex-col print:block"
      data-open={isOpen || undefined}
    >
      <h1 className="sr-only">{name}</h1>
      {head}
      <AddressNote
        leftOut={view.leftOut}
        strangers={view.strangers ?? []}
        unused={view.unused ?? []}
        onDismiss={() => {
          moves.tidy();
          grid.current?.takeFocus();
        }}
      />
      <div className="flex min-h-0 flex-1 flex-col overflow-clip xl:relative print:block print:overflow-visible">
        {children}
        {lead !== undefined && (
          <DrawerSlot {...drawer} isOpen={isOpen} leadId={lead} moves={moves} />
        )}
      </div>
    </main>
  );
}

/** When a lead is closed, its row takes the focus; to the list, one closed soon was never open. */
function useFocusBack(
  grid: RefObject<GridHandle | null>,
  isOpen: boolean,
  row: string | undefined,
): void {
  const before = useRef({ isOpen, row });
  useEffect(() => {
    if (before.current.isOpen && !isOpen) grid.current?.takeFocus(before.current.row);
    before.current = { isOpen, row };
  }, [grid, isOpen, row]);
}

/** What the page is called by while a lead is open: its name, as soon as that is known. */
function useOpenLeadName(leadId: string | undefined): string | undefined {
  const queryClient = useQueryClient();
  // The drawer asks for it.
  const { data, error } = useQuery({ ...leadQueries.details(leadId ?? ""), enabled: false });
  if (leadId === undefined) return undefined;
  if (isNotFound(error)) return "Lead not found";
  const lead = data ?? knownLead(queryClient, leadId);
  return lead ? leadName(lead) : "Lead";
}
