import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import type { LeadFilter, LeadQuery } from "#api/contract/lead-query.ts";
import type { Workspace } from "#api/contract/people.ts";
import { LEAD_FILTERS, sentenceCase } from "#api/contract/vocabulary.ts";
import { valueLabel } from "#dashboard/domain/filters/filter-options.ts";
import { type LeadPage, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { ownerNames } from "#dashboard/domain/people/owner-names.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { useMinute } from "#dashboard/ui/timing/clock.ts";
import { leadColumns } from "../columns.ts";
import { loadedRuns, runsInWords } from "./loaded-leads.ts";
import { usePrinting, usePrintKey } from "./use-printing.ts";

export interface PrintLeadsProps {
  readonly query: LeadQuery;
  /** No lead is open: then it is the list that is printed. */
  readonly isList: boolean;
}

/** The list as it goes on paper. The table on the screen has only the rows that show. */
export function PrintLeads({ query, isList }: PrintLeadsProps) {
  const isPrinting = usePrinting();
  usePrintKey(query, isList);
  return isPrinting && isList ? <PrintedLeads query={query} /> : null;
}

function PrintedLeads({ query }: Pick<PrintLeadsProps, "query">) {
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
  const now = useMinute();
  const context = { now, ownerName: ownerNames(workspace?.team ?? []), press: undefined };
  return (
    <div className="printed-leads text-[7pt] leading-[1.4]">
      <header className="mb-[2mm] flex flex-wrap gap-x-[2em]">
        <p className="font-semibold">{runsInWords(loadedRuns(pages), pages[0]?.total ?? 0)}</p>
        {workspace && <p>{filterInWords(query.filter, workspace)}</p>}
        <p className="text-text-muted">
          Printed <Moment iso={new Date(now).toISOString()} />
        </p>
      </header>
      <table className="w-full table-fixed">
        <colgroup>
          {leadColumns.map(({ id, width: [least, share] }) => (
            <col key={id} style={{ width: `${least + share * 3}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr className={LINE}>
            {leadColumns.map(({ id, header }) => (
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
                {leadColumns.map(({ id, cell }) => (
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

const LINE = "break-inside-avoid border-b border-border";
const CELL = "py-[0.5mm] pe-[1mm] text-start align-top wrap-anywhere";

/** "Source: Calendly, Webinar · Setter: Leila Haddad". */
const filterInWords = (filter: LeadFilter, workspace: Workspace): string =>
  LEAD_FILTERS.flatMap((name) => {
    const labels = filter[name]?.map((value) => valueLabel(name, value, workspace)) ?? [];
    return labels.length > 0 ? [`${sentenceCase(name)}: ${labels.join(", ")}`] : [];
  }).join(" · ");
