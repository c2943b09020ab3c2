import { NONE } from "#api/contract/filter-values.ts";
import { type LeadQuery, readLeadQuery } from "#api/contract/lead-query.ts";
import * as contract from "#api/contract/lead-views.ts";
import type { Person } from "#api/contract/people.ts";
import { ME, OWNERS, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { emailInQuery } from "#api/lead-address.ts";
import { listActivity, listActivityOfGone } from "#server/store/leads/lead-activity.ts";
import { countLeads } from "#server/store/counts/lead-counts.ts";
import type { LeadsQuery } from "#server/store/leads/list-query.ts";
import { readLeadPosition } from "#server/store/leads/lead-position.ts";
import { listLeads, listMatching, type Page, readLeadView } from "#server/store/leads/leads.ts";
import { readLastKnown } from "#server/store/mirrored/last-known.ts";
import type { LeadRecord } from "#server/store/record/lead-record.ts";
import type { Store } from "#server/store/open.ts";
import { listLatestOptIns } from "#server/store/opt-ins/opt-ins.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { notForLeads } from "./leads.ts";
import { paged } from "../../wire/paging.ts";
import { Refusal, unknownResource } from "../../wire/refusal.ts";

/** The dashboard's words: `unassigned` is no owner, `me` is who asks, `none` is nothing. */
function queryFor({ email }: Person, { filter, search, sort }: LeadQuery): LeadsQuery {
  const given = Object.entries(filter).map(([name, values]) => {
    const inStore = isOwner(name) ? (value: string) => ownerIn(value, email) : orNone;
    return [name, values?.map(inStore)] as const;
  });
  return { filter: Object.fromEntries(given), search, sort };
}

const isOwner = (name: string) => OWNERS.some(({ owner }) => name.replace(/^not_/, "") === owner);

const orNone = (value: string) => (value === NONE ? null : value);

const ownerIn = (value: string, email: string): string | null =>
  value === UNASSIGNED ? null : value === ME ? email : emailInQuery(value);

interface Paging {
  readonly page: number;
  readonly limit: number;
}

const known = <T>(found: T | null | undefined): { data: T } => {
  if (found === null || found === undefined) throw unknownResource();
  return { data: found };
};

const pageOf = <T>(all: T[], { offset, limit }: Page) => ({
  rows: all.slice(offset, offset + limit),
  total: all.length,
});

/** What is read of leads for somebody, also for the document of a page. */
export function leadReads(store: Store) {
  return {
    page: (person: Person, query: LeadQuery, paging: Paging) =>
      paged(paging, (span) => listLeads(store, queryFor(person, query), span)),

    counts: (person: Person, query: LeadQuery) => countLeads(store, queryFor(person, query)),

    /** A lead that Hermon no longer has is in no list, but a link to it shows what was last known. */
    lead: async (id: string) =>
      (await readLeadView(store, id)) ?? (await readLastKnown(store, id))?.lead,

    position: (person: Person, id: string, query: LeadQuery) =>
      readLeadPosition(store, id, queryFor(person, query)),
  };
}
export type LeadReads = ReturnType<typeof leadReads>;

/** What the dashboard asks about leads. */
export function serveLeadViews(
  serve: Serve,
  store: Store,
  record: LeadRecord,
  reads: LeadReads,
): void {
  serve(contract.listLeadsView, ({ query: { page, limit, ...query }, caller }) =>
    reads.page(caller.person, readLeadQuery(query), { page, limit }),
  );

  serve(contract.countLeads, async ({ query, caller }) => ({
    data: await reads.counts(caller.person, readLeadQuery(query)),
  }));

  const lastKnown = (id: string) => readLastKnown(store, id);

  serve(contract.getLeadView, async ({ params: { id } }) => known(await reads.lead(id)));

  serve(contract.getFreshLead, async ({ params }) => {
    await record.refreshLead(params.id, "person");
    const { data: lead } = known(await readLeadView(store, params.id));
    const latest = { offset: 0, limit: contract.LATEST };
    const { data: optIns } = known(await listLatestOptIns(store, params.id, latest));
    return { data: { lead, opt_ins: optIns.rows, total_opt_ins: optIns.total } };
  });

  serve(contract.getLeadPosition, async ({ params, query, caller }) =>
    known(await reads.position(caller.person, params.id, readLeadQuery(query))),
  );

  serve(contract.matchLeads, async ({ query: { id: ids, ...query }, caller }) => ({
    data: { ids: await listMatching(store, ids, queryFor(caller.person, readLeadQuery(query))) },
  }));

  serve(contract.listLeadOptIns, ({ params: { id }, query }) =>
    paged(query, async (page) => {
      const found = await listLatestOptIns(store, id, page);
      return found ?? pageOf(known((await lastKnown(id))?.opt_ins).data.toReversed(), page);
    }),
  );

  serve(contract.listLeadActivity, ({ params: { id }, query }) =>
    paged(query, async (page) => {
      const found = await listActivity(store, id, page);
      if (found) return found;
      const { data: changes } = known((await lastKnown(id))?.status_changes);
      return listActivityOfGone(store, id, changes, page);
    }),
  );

  serve(contract.changeLeadStatus, async ({ params, body, caller: { person } }) => {
    const result = await record.changeStatus({
      leadId: params.id,
      statusId: body.status_id,
      actor: { kind: "person", id: person.id, name: person.name },
      expectedStatusId: body.expected_status_id,
      undoOf: body.undo_of,
    });
    switch (result.outcome) {
      case "changed":
        return { data: { lead: result.lead, change: result.change } };
      case "unchanged":
        return { data: { lead: result.lead, change: null } };
      case "not-for-leads":
        throw notForLeads();
      case "conflict":
        throw conflict({ lead: result.lead, latest_change: result.latestChange });
      case "unknown-lead":
      case "unknown-status":
        throw unknownResource();
    }
  });
}

const conflict = (details: contract.StatusConflict) =>
  new Refusal(409, "This lead's status was changed in between", { details });
