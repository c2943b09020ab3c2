import type { Asker, LeadRecord } from "#server/store/lead-record.ts";
import type { MirrorDeps } from "./deps.ts";
import { inTurn } from "./in-turn.ts";
import { LeadRefresh } from "./lead-refresh.ts";
import { asRecord } from "./record-failures.ts";
import { askerOf, StatusWriter } from "./status-writer.ts";
import { submitThrough } from "./submit-through.ts";
import type { TakeOver } from "./take-over.ts";

/** Hermon as the record: what it confirmed is stored, and nothing else. */
export function liveRecord(deps: MirrorDeps, takeOver: TakeOver): LeadRecord {
  const writer = new StatusWriter(deps, takeOver);
  const refresh = new LeadRefresh(deps, takeOver);
  const oneByOne = inTurn();
  const ensureWorkspace = (asker: Asker) => asRecord(() => deps.workspace.ensure(asker));
  return {
    async changeStatus(wish) {
      await ensureWorkspace(askerOf(wish));
      // Two people at one lead: the second is to see what the first has done.
      return oneByOne(wish.leadId.toLowerCase(), () => writer.change(wish));
    },
    async submitOptIn(submission) {
      await ensureWorkspace("key");
      const submit = () => submitThrough(deps, takeOver, submission);
      const { external_reference: reference, source } = submission;
      // Of two that are the same the second is to know what the first has made.
      return reference ? oneByOne(`${source} ${reference}`, submit) : submit();
    },
    async refreshLead(leadId, asker) {
      await ensureWorkspace(asker);
      await asRecord(() => refresh.lead(leadId.toLowerCase(), asker));
    },
    refreshOptIn: (optInId, asker) =>
      asRecord(async () => {
        await ensureWorkspace(asker);
        const { failed } = await takeOver.optInDetails([optInId], asker);
        if (failed.length > 0) throw new Error(`Opt-in ${optInId} was not read`);
      }),
  };
}
