import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import type { Lead } from "#api/contract/leads.ts";
import type { Workspace } from "#api/contract/people.ts";
import { LEAD_FILTERS, sentenceCase } from "#api/contract/vocabulary.ts";
import { valueLabel } from "#dashboard/domain/filters/filter-options.ts";
import { type LeadPage, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { ownerNames } from "#dashboard/domain/people/owner-names.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { useMinute } from "#dashboard/ui/timing/clock.ts";
import { leadColumns, type LeadContext } from "../columns.ts";
import { loadedRuns, runsInWords } from "./loaded-leads.ts";
import { usePrintKey } from "./use-print-key.ts";
import { usePrinting } from "./use-printing.ts";

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
    <div className="printed-leads">
      <header>
        <p className="font-semibold">{runsInWords(loadedRuns(pages), pages[0]?.total ?? 0)}</p>
        {workspace && <p>{filterInWords(query.filter, workspace)}</p>}
        <p className="text-text-muted">
          Printed <Moment iso={new Date(now).toISOString()} />
        </p>
      </header>
      <table>
        <colgroup>
          {leadColumns.map(({ id, width: [least, share] }) => (
            <col key={id} style={{ width: `${least + share * 3}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {leadColumns.map(({ id, header }) => (
              <th key={id} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pages.flatMap(({ rows }) =>
            rows.map((lead) => <Line key={lead.id} lead={lead} context={context} />),
          )}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  readonly lead: Lead;
  readonly context: LeadContext;
}

const Line = ({ lead, context }: LineProps) => (
  <tr>
    {leadColumns.map(({ id, cell }) => (
      <td key={id}>
        <div>{cell.text(lead, context) || "–"}</div>
      </td>
    ))}
  </tr>
);

/** "Source: Calendly, Webinar · Setter: Leila Haddad". */
const filterInWords = (filter: LeadFilter, workspace: Workspace): string =>
  LEAD_FILTERS.flatMap((name) => {
    const labels = filter[name]?.map((value) => valueLabel(name, value, workspace)) ?? [];
    return labels.length > 0 ? [`${sentenceCase(name)}: ${labels.join(", ")}`] : [];
  }).join(" · ");
