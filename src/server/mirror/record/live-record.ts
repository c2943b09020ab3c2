import type { Asker, LeadRecord } from "#server/store/record/lead-record.ts";
import type { MirrorDeps } from "../deps.ts";
import { LeadRefresh } from "./lead-refresh.ts";
import { asRecord } from "./record-failures.ts";
import { SenderReads } from "./sender-reads.ts";
import { askerOf, StatusWriter } from "./status-writer.ts";
import { submitThrough } from "./submit-through.ts";
import type { RowWriter } from "../apply/row-writer.ts";

/** Hermon as the record: what it confirmed is stored, and nothing else. */
export function liveRecord(deps: MirrorDeps, rowWriter: RowWriter): LeadRecord {
  const writer = new StatusWriter(deps, rowWriter);
  const refresh = new LeadRefresh(deps, rowWriter);
  const senderReads = new SenderReads(deps, rowWriter);
  const oneByOne = inTurn();
  const ensureWorkspace = (asker: Asker) => asRecord(() => deps.workspace.ensure(asker));
  return {
    async changeStatus(request) {
      await ensureWorkspace(askerOf(request));
      // Two people at one lead: the second is to see what the first has done.
      return oneByOne(request.leadId.toLowerCase(), () => writer.change(request));
    },
    async submitOptIn(submission) {
      await ensureWorkspace("key");
      const submit = () => submitThrough(deps, rowWriter, submission);
      const { external_reference: reference, source } = submission;
      // Of two that are the same the second is to know what the first has made.
      return reference ? oneByOne(`${source} ${reference}`, submit) : submit();
    },
    async refreshLead(leadId, asker) {
      const id = leadId.toLowerCase();
      if (asker === "key") return asRecord(() => senderReads.lead(id));
      await ensureWorkspace(asker);
      await asRecord(() => refresh.lead(id));
    },
    refreshOptIn: (optInId) => asRecord(() => senderReads.optIn(optInId.toLowerCase())),
  };
}

/** Makes a function that lets work on the same thing begin only when earlier work on it has ended. */
function inTurn() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(thing: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(thing) ?? Promise.resolve();
    const result = before.then(work, work);
    const ended = result.catch(() => undefined);
    last.set(thing, ended);
    try {
      return await result;
    } finally {
      if (last.get(thing) === ended) last.delete(thing);
    }
  };
}
