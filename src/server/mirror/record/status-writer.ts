import { ApiError } from "#api/errors.ts";
import { type Asker, RecordFailure } from "#server/store/record/lead-record.ts";
import {
  beginChange,
  confirmChange,
  forgetChange,
  type PendingChange,
  readOutcome,
} from "#server/store/mirrored/changes/pending-changes.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { inApiTerms, type StatusResult } from "#server/store/statuses/status-changes.ts";
import type { StatusRequest } from "#server/store/statuses/status-request.ts";
import { monotonic } from "#server/store/time.ts";
import type { MirrorDeps } from "../deps.ts";
import { updateLeadStatus } from "../rows/hermon-endpoints.ts";
import { asRecord, failureOf, mayHaveActed } from "./record-failures.ts";
import type { RowWriter } from "../apply/row-writer.ts";
import { isNotFound } from "../hermon/about-one.ts";

/** How long a person is kept waiting to learn what became of a change, in milliseconds. */
const LOOK_UP = 4_000;

/** Who waits for what comes of a change. */
export const askerOf = ({ actor }: StatusRequest): Asker =>
  actor.kind === "key" ? "key" : "person";

/** Changes statuses in Hermon: looks first, sends once, and looks again. */
export class StatusWriter {
  readonly #deps: MirrorDeps;
  readonly #rowWriter: RowWriter;

  constructor(deps: MirrorDeps, rowWriter: RowWriter) {
    this.#deps = deps;
    this.#rowWriter = rowWriter;
  }

  /**
   * @throws {RecordFailure} `unknown` when the change was sent and neither its answer nor the lead
   *   could be read; every other kind says that nothing was changed
   */
  async change(request: StatusRequest): Promise<StatusResult> {
    const asker = askerOf(request);
    const isThere = await asRecord(() => this.#rowWriter.lead(request.leadId, asker));
    if (!isThere) return { outcome: "unknown-lead" };
    const begun = await this.#begin(request, asker);
    if (begun.outcome !== "begun") return inApiTerms(this.#deps.store, begun);
    const { seen } = this.#deps;
    seen.markSent(begun.pending.id);
    return this.#send(begun.pending, request.statusId, asker);
  }

  /** A status that isn't known here may be new in Hermon. */
  async #begin(request: StatusRequest, asker: Asker) {
    const { store } = this.#deps;
    const begun = await beginChange(store, request);
    if (begun.outcome !== "unknown-status") return begun;
    await asRecord(() => this.#rowWriter.statuses(asker));
    return beginChange(store, request);
  }

  async #send(pending: PendingChange, status_id: string, asker: Asker): Promise<StatusResult> {
    const { hermon, store, seen } = this.#deps;
    const patch = { params: { id: pending.leadId }, body: { status_id } };
    try {
      await hermon.call(asker, updateLeadStatus, patch, { retries: "none" });
    } catch (error) {
      if (mayHaveActed(error)) return this.#lookUp(pending, asker);
      seen.forgetSent(pending.id);
      await forgetChange(store, pending.id);
      if (isNotFound(error)) return this.#findWhatIsMissing(pending, asker);
      throw failureOf(error);
    }
    await this.#confirm(pending);
    seen.forgetSent(pending.id);
    // What else the change has brought about; if it can't be read now, the next poll or scan will.
    await this.#read(pending, asker).catch(() => undefined);
    return this.#outcome(pending);
  }

  /** Hermon has the change, whether it can be noted here or not. What can't is found when the lead is read. */
  async #confirm({ id }: PendingChange): Promise<void> {
    const { store, seen } = this.#deps;
    try {
      await confirmChange(store, id, (lead) => seen.mark([lead], monotonic()));
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      throw new RecordFailure(
        "unknown",
        `Hermon has changed the status, but it can't be shown here yet: ${error.reason}`,
      );
    }
  }

  /** The answer was lost: the lead says what became of the change. */
  async #lookUp(pending: PendingChange, asker: Asker): Promise<StatusResult> {
    try {
      await this.#read(pending, asker);
    } catch {
      throw new RecordFailure(
        "unknown",
        "Hermon didn't answer, so it isn't known whether the status was changed. The lead will show it as soon as Hermon can be reached",
      );
    }
    return this.#outcome(pending);
  }

  #read({ leadId }: PendingChange, asker: Asker): Promise<boolean> {
    return this.#rowWriter.lead(leadId, asker, { signal: AbortSignal.timeout(LOOK_UP) });
  }

  async #outcome(pending: PendingChange): Promise<StatusResult> {
    const { store } = this.#deps;
    const { lead, change, latest, statusId } = await readOutcome(store, pending);
    if (!lead) return { outcome: "unknown-lead" };
    if (change) return inApiTerms(store, { outcome: "changed", lead, change });
    if (statusId !== pending.fromStatusId) {
      return inApiTerms(store, { outcome: "conflict", lead, latestChange: latest ?? null });
    }
    throw new RecordFailure(
      "unreachable",
      "Hermon didn't confirm the change, and the lead still has its old status",
    );
  }

  /** Hermon's 404 doesn't say whether it is the lead or the status that isn't there. */
  async #findWhatIsMissing({ leadId }: PendingChange, asker: Asker): Promise<StatusResult> {
    const isThere = await asRecord(() => this.#rowWriter.lead(leadId, asker));
    if (!isThere) return { outcome: "unknown-lead" };
    await this.#rowWriter.statuses(asker).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
    return { outcome: "unknown-status" };
  }
}
