import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type ComponentType,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { ALL_LEADS } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { ALL_VIEW } from "#api/list-of-view.ts";
import { FilterBar } from "#dashboard/domain/filters/filter-bar.tsx";
import { usePrerenderedLead } from "#dashboard/domain/lead/drawer/drawer-slot.tsx";
import { isEscapeTaken } from "#dashboard/domain/lead/drawer/use-dialog.ts";
import type { Neighbours, OpenLead } from "#dashboard/domain/lead/open-lead-moves.ts";
import { leadQueries, prefetchLead } from "#dashboard/domain/lead/queries.ts";
import { addressOf, type LeadList } from "#dashboard/domain/lead/view.ts";
import { ListPage } from "#dashboard/domain/lists/list-page.tsx";
import { openDrawer } from "#dashboard/domain/shortcuts/controls.ts";
import { viewsQuery } from "#dashboard/domain/views/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import { isTypedInto } from "#dashboard/lib/pressed-key.ts";
import { useKeyDown } from "#dashboard/ui/browser/use-key-down.ts";
import { useAfterPaint, whenIdle } from "#dashboard/ui/timing.ts";
import { shortAddress, useLeadMoves, useLeadView } from "./address.ts";
import { LeadControls } from "./lead-controls.tsx";
import { LeadTable } from "./lead-table.tsx";
import { listTitle } from "./list-words.tsx";
import type { PrintLeadsProps } from "./print-leads.tsx";
import { useCurrentView } from "./views/current-view.ts";
import { ViewsBar } from "./views/views-bar.tsx";

const UNKNOWN: Neighbours = { of: "lead" };

/** The leads: filters above, the list below, the open lead beside it. */
export function LeadsPage() {
  const { data: workspace } = useQuery(workspaceQuery);
  const { data: views } = useQuery(viewsQuery);
  const view = useLeadView(workspace);
  const { list, lead: openLead, optIn, tab = "summary" } = view;
  const { asked } = list;
  // The rows come first; what they are filtered by follows a frame later.
  const painted = useAfterPaint(list);
  const { error: noCounts } = useQuery(leadQueries.countsUnder(painted.asked));
  const queryClient = useQueryClient();
  const prefetch = useCallback(
    ({ lead }: OpenLead) => prefetchLead(queryClient, lead, asked),
    [queryClient, asked],
  );
  const { prerendered, prerender } = usePrerenderedLead(prefetch);
  const shown = { lead: openLead ?? prerendered, optIn, tab };
  const { data: neighbours = UNKNOWN } = useQuery({
    // The same while there is no lead: another list is then no other query.
    ...leadQueries.neighbours(shown.lead ?? "", shown.lead === undefined ? ALL_LEADS : asked),
    enabled: openLead !== undefined,
  });
  const openIndex = openLead === undefined ? undefined : neighbours.place?.index;
  const moves = useLeadMoves();
  useEscapeFromSearch(list, () => moves.search("", "push"));
  const grid = useRef<GridHandle>(null);
  const columnsOf = list.view ?? ALL_VIEW;
  const controls = useMemo(
    () => <LeadControls list={painted} columnsOf={columnsOf} moves={moves} />,
    [painted, columnsOf, moves],
  );
  return (
    <>
      <ListPage
        name="Leads"
        title={useTitle(painted, workspace)}
        head={
          <>
            <ViewsBar list={painted} onShow={moves.showView} onSaved={moves.viewSaved} />
            <FilterBar list={painted} onFilter={moves.filter}>
              {controls}
            </FilterBar>
          </>
        }
        view={view}
        moves={moves}
        grid={grid}
        openRow={openLead}
        drawer={{
          ...shown,
          neighbours,
          prefetch,
          path: addressOf(shortAddress(views)({ ...list, ...shown })),
        }}
      >
        {/* A lead comes first; that its row is marked and the list makes room follows. */}
        <LeadTable
          grid={grid}
          list={list}
          columnsOf={columnsOf}
          workspace={workspace}
          noCounts={noCounts}
          openId={useDeferredValue(openLead)}
          openIndex={useDeferredValue(openIndex)}
          moves={moves}
          onIntent={prerender}
        />
      </ListPage>
      <PrintSlot query={asked} view={columnsOf} isList={openLead === undefined} />
    </>
  );
}

/** What the browser calls the list: by its view, or by what it is filtered by. */
function useTitle(list: LeadList, workspace: Workspace | undefined): string {
  const { view, isChanged } = useCurrentView(list);
  const isNamed = view && view.id !== ALL_VIEW && !isChanged;
  return isNamed ? `${view.name} · Leads` : listTitle(list.query, workspace);
}

/** What prints the list, once there was time to load it. */
function PrintSlot(props: PrintLeadsProps) {
  const [loaded, setLoaded] = useState<{ readonly PrintLeads: ComponentType<PrintLeadsProps> }>();
  // Without it the screen is printed as it is.
  useEffect(
    () => whenIdle(() => import("./print-leads.tsx").then(setLoaded).catch(() => undefined)),
    [],
  );
  return loaded && <loaded.PrintLeads {...props} />;
}

/** Escape closes what floats, then the open lead, and at last it ends the search. */
function useEscapeFromSearch({ query }: LeadList, onEnd: () => void): void {
  // On the way down: on the way up, what floats would be closed already and no longer be found.
  useKeyDown((event) => {
    if (event.key !== "Escape" || query.search === "" || isEscapeTaken(event)) return;
    if (isTypedInto(event.target) || openDrawer()) return;
    event.preventDefault();
    onEnd();
  }, true);
}
