import * as contract from "#api/contract/leads/leads.ts";
import { emailInQuery } from "#api/address-values.ts";
import { listStatuses as listStatusesContract } from "#api/contract/leads/statuses.ts";
import { listLeads, readLead } from "#server/store/leads/leads.ts";
import type { LeadRecord } from "#server/store/record/lead-record.ts";
import type { Store } from "#server/store/open.ts";
import { whileAsked } from "#server/store/read-limits.ts";
import { listStatuses } from "#server/store/statuses/statuses.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { paged } from "../../wire/paging.ts";
import { Refusal, unknownResource } from "../../wire/refusal.ts";

/** What the documented API says of a status that belongs to deals. */
export const notForLeads = () => new Refusal(400, "status_id must be a status for leads");

const only = (value: string | undefined) => (value === undefined ? undefined : [value]);

const onlyEmail = (value: string | undefined) => only(value && emailInQuery(value));

/** The documented endpoints for leads and statuses. */
export function serveLeads(serve: Serve, store: Store, record: LeadRecord): void {
  serve(contract.listLeads, ({ query, context }) => {
    const filter = {
      source: only(query.source),
      status_role: only(query.status_role),
      setter: onlyEmail(query.setter),
      closer: onlyEmail(query.closer),
      triager: onlyEmail(query.triage),
    };
    return whileAsked(context.req.raw.signal, () =>
      paged(query, (span) => listLeads(store, { filter }, span)),
    );
  });

  serve(contract.getLead, async ({ params }) => {
    await record.refreshLead(params.id, "key");
    const lead = await readLead(store, params.id);
    if (!lead) throw unknownResource();
    return { data: lead };
  });

  serve(listStatusesContract, async () => ({ data: await listStatuses(store) }));

  serve(contract.updateLeadStatus, async ({ params, body, caller }) => {
    const result = await record.changeStatus({
      leadId: params.id,
      statusId: body.status_id,
      actor: { kind: "key", id: caller.id, name: caller.name },
    });
    switch (result.outcome) {
      case "changed":
      case "unchanged":
        return { data: { id: result.lead.id } };
      case "conflict":
        // A key names no status that it expects: it is Hermon's answer that was lost.
        throw new Refusal(409, "The change wasn't confirmed, and the lead has another status now");
      case "not-for-leads":
        throw notForLeads();
      case "unknown-lead":
      case "unknown-status":
        throw unknownResource();
    }
  });
}
