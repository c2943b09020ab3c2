import type { LeadOptIn } from "#api/contract/leads/lead-history.ts";
import { orNull } from "#api/contract/leads/filter-values.ts";
import { readOptInQuery } from "#api/contract/opt-ins/opt-in-query.ts";
import * as contract from "#api/contract/opt-ins/opt-in-views.ts";
import { readLastKnown } from "#server/store/mirrored/last-known.ts";
import type { Store } from "#server/store/open.ts";
import type { OptInsQuery } from "#server/store/opt-ins/list-query.ts";
import { whileAsked } from "#server/store/read-limits.ts";
import { readOptInPosition } from "#server/store/opt-ins/opt-in-position.ts";
import { listOptInsView, readOptIn } from "#server/store/opt-ins/opt-ins.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { paged } from "../../wire/paging.ts";

/** The dashboard's words: `none` is nothing. */
function storeQuery(parameters: Parameters<typeof readOptInQuery>[0]): OptInsQuery {
  const { filter, sort } = readOptInQuery(parameters);
  const given = Object.entries(filter).map(
    ([name, values]) => [name, values?.map(orNull)] as const,
  );
  return { filter: Object.fromEntries(given), sort };
}

/** What the dashboard asks about opt-ins: the list of all of them, and single ones. */
export function serveOptInViews(serve: Serve, store: Store): void {
  serve(contract.listOptInsView, ({ query: { page, limit, ...query }, context }) =>
    whileAsked(context.req.raw.signal, () =>
      paged({ page, limit }, (span) => listOptInsView(store, storeQuery(query), span)),
    ),
  );

  serve(contract.getOptInPosition, async ({ params: { id }, query }) => ({
    data: await readOptInPosition(store, id, storeQuery(query)),
  }));

  serve(contract.getLeadOptIn, async ({ params: { id, opt_in } }) => {
    const isMeant = (optIn: LeadOptIn | null) =>
      optIn?.id === opt_in.toLowerCase() && optIn.lead_id === id.toLowerCase();
    const listed = await readOptIn(store, opt_in);
    if (listed && isMeant(listed)) return { data: listed };
    const lastKnown = await readLastKnown(store, id);
    return { data: lastKnown?.opt_ins.find(isMeant) ?? null };
  });
}
