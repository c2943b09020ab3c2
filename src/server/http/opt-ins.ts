import * as contract from "#api/contract/opt-ins.ts";
import type { LeadRecord } from "#server/store/lead-record.ts";
import type { Store } from "#server/store/open.ts";
import { listOptIns, readOptIn } from "#server/store/opt-ins.ts";
import type { Serve } from "./endpoint.ts";
import { paged } from "./paging.ts";
import { unknownResource } from "./refusal.ts";

/** The documented endpoints for opt-ins. */
export function serveOptIns(serve: Serve, store: Store, record: LeadRecord): void {
  serve(contract.submitOptIn, async ({ body }) => {
    const submitted = await record.submitOptIn(body);
    return { status: submitted.is_new_lead ? 201 : 200, data: submitted };
  });

  serve(contract.listOptIns, ({ query }) =>
    paged(query, (span) =>
      listOptIns(store, { source: query.source, leadId: query.lead_id }, span),
    ),
  );

  serve(contract.getOptIn, async ({ params }) => {
    let optIn = await readOptIn(store, params.id);
    if (optIn?.details_missing) {
      // Never read: saying that there are no answers would be made up.
      await record.refreshOptIn(optIn.id, "key");
      optIn = await readOptIn(store, params.id);
    }
    if (!optIn) throw unknownResource();
    return { data: optIn };
  });
}
