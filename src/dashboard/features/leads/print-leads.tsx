import { hashKey, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { FILTER_NAMES, plainName } from "#api/address-values.ts";
import type { LeadFilter, LeadQuery } from "#api/contract/leads/lead-query.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { FILTER_FIELDS } from "#dashboard/domain/filters/fields.ts";
import { valueLabel } from "#dashboard/domain/filters/filter-options.ts";
import { isNot } from "#dashboard/domain/filters/filter.ts";
import { type LeadPage, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { useColumnLayout } from "#dashboard/domain/lists/columns/use-column-layout.ts";
import { ownerNames } from "#dashboard/domain/people/names.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { shownColumns } from "#dashboard/grid/arranged.ts";
import { commandKey } from "#dashboard/lib/command-key.ts";
import { useKeyDown } from "#dashboard/ui/browser/use-key-down.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { useMinute } from "#dashboard/ui/timing.ts";
import { leadColumns, leadGridState } from "./columns.ts";
import { loadedRuns, runsInWords } from "./loaded-leads.ts";

export interface PrintLeadsProps {
  readonly query: LeadQuery;
  /** The id of the view by which the columns are laid out. */
  readonly view: string;
  /** No lead is open: then it is the list that is printed. */
  readonly isList: boolean;
}

/** The list as it goes on paper. The table on the screen has only the rows that show. */
export function PrintLeads({ query, view, isList }: PrintLeadsProps) {
  const isPrinting = usePrinting();
  usePrintKey(query, isList);
  return isPrinting && isList ? <PrintedLeads query={query} view={view} /> : null;
}

function PrintedLeads({ query, view }: Pick<PrintLeadsProps, "query" | "view">) {
  const queryClient = useQueryClient();
  const { data: workspace } = useQuery(workspaceQuery);
  // A key with no filter is a part of every other one's.
  const isOfList = (page: LeadPage) => hashKey([page.query]) === hashKey([query]);
  const pages = queryClient
    .getQueriesData<LeadPage>({ queryKey: leadQueries.pages() })
    .flatMap(([key, page]) =>
      page && isOfList(page) ? [{ number: Number(key.at(-1)), ...page }] : [],
    )
    .toSorted((a, b) => a.number - b.number);
  const { state } = useColumnLayout(view, leadGridState);
  const columns = shownColumns(leadColumns, state);
  const now = useMinute();
  const ownerName = ownerNames(workspace?.team ?? []);
  const context = { now, ownerName, searchedFor: NOT_MARKED, press: undefined };
  return (
    <div className="printed-leads text-[7pt] leading-[1.4]">
      <header className="mb-[2mm] flex flex-wrap gap-x-[2em]">
        <p className="font-semibold">{runsInWords(loadedRuns(pages), pages[0]?.total ?? 0)}</p>
        {workspace && <p>{queryInWords(query, workspace)}</p>}
        <p className="text-text-muted">
          Printed <Moment iso={new Date(now).toISOString()} />
        </p>
      </header>
      <table className="w-full table-fixed">
        <colgroup>
          {columns.map(({ id, width: [least, share] }) => (
            <col key={id} style={{ width: `${least + share * 15}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr className={LINE}>
            {columns.map(({ id, header }) => (
              <th key={id} scope="col" className={CELL}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pages.flatMap(({ rows }) =>
            rows.map((lead) => (
              <tr key={lead.id} className={LINE}>
                {columns.map(({ id, cell }) => (
                  <td key={id} className={CELL}>
                    {/* A note may be as long as a book. */}
                    <div className="line-clamp-4">{cell.text(lead, context) || "–"}</div>
                  </td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** What was searched for stands above the list. */
const NOT_MARKED: readonly string[] = [];

const LINE = "break-inside-avoid border-b border-border";
const CELL = "py-[0.5mm] pe-[1mm] text-start align-top wrap-anywhere";

/** "Search: ana · Source: Calendly, Webinar · Setter: Leila Haddad". */
const queryInWords = ({ search, filter }: LeadQuery, workspace: Workspace): string =>
  [search && `Search: ${search}`, filterInWords(filter, workspace)].filter(Boolean).join(" · ");

const filterInWords = (filter: LeadFilter, workspace: Workspace): string =>
  FILTER_NAMES.flatMap((name) => {
    const field = plainName(name);
    const labels = filter[name]?.map((value) => valueLabel(field, value, workspace)) ?? [];
    const not = isNot(name) ? "not " : "";
    const words = `${FILTER_FIELDS[field].label}: ${not}${labels.join(", ")}`;
    return labels.length > 0 ? [words] : [];
  }).join(" · ");

const paper = window.matchMedia("print");

/** Whether the page is laid out for paper just now. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(paper.matches);
  useEffect(() => {
    const end = new AbortController();
    // The browser waits for nothing: what isn't on the page when its event is over isn't printed.
    const become = (next: boolean) => flushSync(() => setPrinting(next));
    window.addEventListener("beforeprint", () => become(true), end);
    window.addEventListener("afterprint", () => become(false), end);
    paper.addEventListener("change", () => become(paper.matches), end);
    return () => end.abort();
  }, []);
  return isPrinting;
}

/** Fetches the whole list before a key prints it; the browser's menu prints what is in memory. */
function usePrintKey(query: LeadQuery, isList: boolean): void {
  const queryClient = useQueryClient();
  useKeyDown((event) => {
    if (!isList || commandKey(event) !== "p" || event.altKey || event.repeat) return;
    event.preventDefault();
    // What can't be had isn't printed; the sheet says what is.
    void fetchPrinted(queryClient, query)
      .catch(() => undefined)
      .then(() => window.print());
  });
}

/** More than anyone reads on paper, and few enough to wait for. */
const MOST_PAGES = 2_000 / PAGE_SIZE;

/** The first leads of a list, as many as are printed at most, all in memory. */
async function fetchPrinted(queryClient: QueryClient, query: LeadQuery): Promise<void> {
  const { total } = await queryClient.query(leadQueries.page(query, 1));
  const pages = Math.min(Math.ceil(total / PAGE_SIZE), MOST_PAGES);
  const others = Array.from({ length: Math.max(0, pages - 1) }, (_, at) => at + 2);
  await Promise.all(others.map((page) => queryClient.query(leadQueries.page(query, page))));
}
