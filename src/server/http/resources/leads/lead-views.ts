import { orNull } from "#api/contract/leads/filter-values.ts";
import { type LeadQuery, readLeadQuery } from "#api/contract/leads/lead-query.ts";
import * as filterCounts from "#api/contract/leads/filter-counts.ts";
import { matchLeads } from "#api/contract/leads/lead-matches.ts";
import * as history from "#api/contract/leads/lead-history.ts";
import * as contract from "#api/contract/leads/lead-views.ts";
import type { Person } from "#api/contract/people/people.ts";
import { ME, OWNERS, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { emailInQuery } from "#api/address-values.ts";
import { listActivity, listActivityOfGone } from "#server/store/leads/lead-activity.ts";
import { countFilterValues } from "#server/store/counts/filter-values.ts";
import { countLeads, countLists } from "#server/store/counts/lead-counts.ts";
import type { LeadsQuery } from "#server/store/leads/list-query.ts";
import { readLeadPosition } from "#server/store/leads/lead-position.ts";
import { listLeadsView, listMatching, type Page, readLeadView } from "#server/store/leads/leads.ts";
import { readLastKnown } from "#server/store/mirrored/last-known.ts";
import type { LeadRecord } from "#server/store/record/lead-record.ts";
import type { Store } from "#server/store/open.ts";
import { whileAsked } from "#server/store/read-limits.ts";
import { optInsInShort, readOptInsInShort } from "#server/store/opt-ins/in-short.ts";
import { listLatestOptIns } from "#server/store/opt-ins/opt-ins.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { notForLeads } from "./leads.ts";
import { paged } from "../../wire/paging.ts";
import { Refusal, unknownResource } from "../../wire/refusal.ts";
import { writtenPhone } from "./written-phone.ts";

/** The dashboard's words: `unassigned` is no owner, `me` is who asks, `none` is nothing. */
function storeQuery(person: Person, { filter, search, sort }: LeadQuery): LeadsQuery {
  const given = Object.entries(filter).map(
    ([name, values]) => [name, values?.map((value) => storeValue(name, value, person))] as const,
  );
  return { filter: Object.fromEntries(given), search, sort };
}

const storeValue = (name: string, value: string, { email }: Person): string | null =>
  isOwner(name) ? ownerIn(value, email) : orNull(value);

const OWNER_FILTERS: readonly string[] = ["owner", ...OWNERS.map(({ owner }) => owner)];

const isOwner = (name: string) => OWNER_FILTERS.includes(name.replace(/^not_/, ""));

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

/** A lead that is there, as the drawer shows it; `null` when there is none. */
const readShown = (store: Store, id: string) =>
  store.read(async (snapshot) => {
    const lead = await readLeadView(snapshot, id);
    return lead && withShort(lead, await readOptInsInShort(snapshot, id));
  });

/** The same of one that is gone. */
async function readShownOfGone(store: Store, id: string) {
  const last = await readLastKnown(store, id);
  return last && withShort(last.lead, optInsInShort(last.opt_ins));
}

/** @returns the lead with what only the drawer shows of it */
const withShort = (
  lead: contract.LeadView,
  opt_ins_in_short: contract.OptInsInShort,
): contract.LeadView => {
  const phone = writtenPhone(lead);
  return { ...lead, ...(phone && { phone }), opt_ins_in_short };
};

/** What is read of leads for somebody, also for the document of a page. */
export function leadReads(store: Store) {
  return {
    page: (person: Person, query: LeadQuery, paging: Paging) =>
      paged(paging, (span) => listLeadsView(store, storeQuery(person, query), span)),

    counts: (person: Person, query: LeadQuery) => countLeads(store, storeQuery(person, query)),

    /** How many leads there are in each of several lists. */
    sizes: (person: Person, queries: readonly LeadQuery[]) =>
      countLists(
        store,
        queries.map((query) => storeQuery(person, query)),
      ),

    /** A lead that Hermon no longer has is in no list, but a link to it shows what was last known. */
    lead: async (id: string) => (await readShown(store, id)) ?? (await readShownOfGone(store, id)),

    position: (person: Person, id: string, query: LeadQuery) =>
      readLeadPosition(store, id, storeQuery(person, query)),
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
  serve(contract.listLeadsView, ({ query: { page, limit, ...query }, caller, context }) =>
    whileAsked(context.req.raw.signal, () =>
      reads.page(caller.person, readLeadQuery(query), { page, limit }),
    ),
  );

  serve(contract.countLeads, async ({ query, caller, context }) => ({
    data: await whileAsked(context.req.raw.signal, () =>
      reads.counts(caller.person, readLeadQuery(query)),
    ),
  }));

  serve(filterCounts.countFilterValues, async ({ query, caller, context }) => {
    const { field, value, ...parameters } = query;
    const asked = storeQuery(caller.person, readLeadQuery(parameters));
    const values = value?.map((one) => [one, storeValue(field, one, caller.person)] as const);
    const counted = whileAsked(context.req.raw.signal, () =>
      countFilterValues(store, asked, field, values && new Map(values)),
    );
    return { data: await counted };
  });

  const lastKnown = (id: string) => readLastKnown(store, id);

  serve(contract.getLeadView, async ({ params: { id } }) => known(await reads.lead(id)));

  serve(history.getFreshLead, async ({ params }) => {
    await record.refreshLead(params.id, "person");
    const { data: lead } = known(await readShown(store, params.id));
    const latest = { offset: 0, limit: history.LATEST };
    const { data: optIns } = known(await listLatestOptIns(store, params.id, latest));
    return { data: { lead, opt_ins: optIns.rows, total_opt_ins: optIns.total } };
  });

  serve(contract.getLeadPosition, async ({ params, query, caller, context }) =>
    known(
      await whileAsked(context.req.raw.signal, () =>
        reads.position(caller.person, params.id, readLeadQuery(query)),
      ),
    ),
  );

  serve(matchLeads, async ({ query: { id: ids, ...query }, caller, context }) => {
    const asked = storeQuery(caller.person, readLeadQuery(query));
    const matching = whileAsked(context.req.raw.signal, () => listMatching(store, ids, asked));
    return { data: { ids: await matching } };
  });

  serve(history.listLeadOptIns, ({ params: { id }, query }) =>
    paged(query, async (page) => {
      const found = await listLatestOptIns(store, id, page);
      return found ?? pageOf(known((await lastKnown(id))?.opt_ins).data.toReversed(), page);
    }),
  );

  serve(history.listLeadActivity, ({ params: { id }, query }) =>
    paged(query, async (page) => {
      const found = await listActivity(store, id, page);
      if (found) return found;
      const { data: changes } = known((await lastKnown(id))?.status_changes);
      return listActivityOfGone(store, id, changes, page);
    }),
  );

  serve(history.changeLeadStatus, async ({ params, body, caller: { person } }) => {
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

const conflict = (details: history.StatusConflict) =>
  new Refusal(409, "This lead's status was changed in between", { details });
