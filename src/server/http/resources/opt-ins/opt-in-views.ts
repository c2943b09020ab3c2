import type { LeadOptIn } from "#api/contract/lead-views.ts";
import * as contract from "#api/contract/opt-in-views.ts";
import { readLastKnown } from "#server/store/mirrored/last-known.ts";
import type { Store } from "#server/store/open.ts";
import { readOptInPosition } from "#server/store/opt-ins/opt-in-position.ts";
import { listOptInsView, readOptIn } from "#server/store/opt-ins/opt-ins.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { paged } from "../../wire/paging.ts";

/** What the dashboard asks about opt-ins: the list of all of them, and single ones. */
export function serveOptInViews(serve: Serve, store: Store): void {
  serve(contract.listOptInsView, ({ query }) =>
    paged(query, (span) => listOptInsView(store, span)),
  );

  serve(contract.getOptInPosition, async ({ params: { id } }) => ({
    data: await readOptInPosition(store, id),
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
