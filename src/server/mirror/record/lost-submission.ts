import type { AnswerOf } from "#api/client.ts";
import type { Endpoint } from "#api/contract/endpoint.ts";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { Submission } from "#api/contract/opt-ins/submission.ts";
import { ApiError } from "#api/errors.ts";
import type { RequestOf } from "#api/request.ts";
import { findByReference, type SubmitResult } from "#server/store/submissions/submissions.ts";
import type { MirrorDeps } from "../deps.ts";
import { NotSent } from "../hermon/budget/not-sent.ts";
import { PAGE_SIZE } from "../walk/page-parts.ts";
import { readProgress } from "../sync/progress.ts";
import { getLeadRow, getOptInRow, listOptInRows } from "../rows/hermon-endpoints.ts";
import { readLead } from "../rows/read-lead.ts";
import { readOptIn } from "../rows/read-opt-in.ts";

/** How long a sender is kept waiting to learn what became of a submission, in milliseconds. */
const LOOK_UP = 6_000;

/** Hermon makes a lead and its first opt-in in one go, in milliseconds. */
const TOGETHER = 10_000;

/** What was known here before a submission was sent. */
export interface KnownBefore {
  /** The opt-in that has its own reference, and whose it is. */
  readonly optIn: Awaited<ReturnType<typeof findByReference>>;
  /** Leads with its e-mail, by id. */
  readonly leads: ReadonlySet<string>;
  /** Whether an opt-in that wasn't here wasn't in Hermon either, but for the last moments. */
  readonly isWhole: boolean;
}

type Ids = Pick<SubmitResult, "opt_in_id" | "lead_id">;

/** What is known of a submission before it is sent. */
export async function readBefore(
  { store }: Pick<MirrorDeps, "store">,
  submission: Submission,
): Promise<KnownBefore> {
  const leads = await store.db
    .selectFrom("leads")
    .select("id")
    .where("email_key", "=", emailKey(submission.email))
    .execute();
  return {
    optIn: await findByReference(store.db, submission),
    leads: new Set(leads.map(({ id }) => id)),
    isWhole: (await readProgress(store)).optIns.isDone,
  };
}

/** A submission that Hermon may have recorded, while its answer was lost. */
export class LostSubmission {
  readonly #hermon: MirrorDeps["hermon"];
  readonly #sent: Submission;
  readonly #isOwnReference: boolean;
  readonly #before: KnownBefore;
  readonly #signal = AbortSignal.timeout(LOOK_UP);

  /**
   * @param sent as it was sent, with a reference
   * @param isOwnReference whether the reference is the sender's, who may have used it before
   */
  constructor(
    { hermon }: Pick<MirrorDeps, "hermon">,
    sent: Submission,
    isOwnReference: boolean,
    before: KnownBefore,
  ) {
    this.#hermon = hermon;
    this.#sent = sent;
    this.#isOwnReference = isOwnReference;
    this.#before = before;
  }

  /** Looks for the opt-in in Hermon's list; `undefined` when it isn't found, which proves nothing. */
  find(): Promise<Ids | undefined> {
    return this.#ifAnswered(async () => {
      const first = await this.#listed(1);
      const { totalPages } = first.pagination;
      const found = this.#among(first.data);
      if (found || totalPages < 2) return found;
      // Hermon promises no order: the newest stand on the first page or on the last.
      return this.#among((await this.#listed(totalPages)).data);
    });
  }

  /**
   * Whether it was this submission that has made the lead; `undefined` when that can't be known. An
   * opt-in that Hermon knows again is told as one of a lead that was there, whoever made that.
   */
  madeLead({ opt_in_id, lead_id }: Ids): Promise<boolean | undefined> {
    const { optIn, leads, isWhole } = this.#before;
    if (optIn !== undefined || leads.has(lead_id.toLowerCase())) return Promise.resolve(false);
    if (this.#isOwnReference && !isWhole) return Promise.resolve(undefined);
    return this.#ifAnswered(async () => {
      const lead = readLead(await this.#ask(getLeadRow, { params: { id: lead_id } }));
      const made = readOptIn(await this.#ask(getOptInRow, { params: { id: opt_in_id } }));
      if (!lead.ok || !made.ok) return undefined;
      if (emailKey(lead.value.email) !== emailKey(this.#sent.email)) return false;
      const after = (timeOf(made.value) ?? NaN) - (timeOf(lead.value) ?? NaN);
      if (after > TOGETHER) return false;
      return Math.abs(after) <= TOGETHER ? this.#isFirst(made.value) : undefined;
    });
  }

  /** Whether the lead had no opt-in before. */
  async #isFirst(made: { id: string; lead_id: string; created_at: number | null }) {
    const query = { lead_id: made.lead_id, page: 1, limit: PAGE_SIZE };
    const { data } = await this.#ask(listOptInRows, { query });
    const others = data
      .map(readOptIn)
      .flatMap((read) => (read.ok && read.value.lead_id === made.lead_id ? [read.value] : []));
    return !others.some(
      ({ id, created_at }) => id !== made.id && (created_at ?? 0) <= (made.created_at ?? 0),
    );
  }

  #listed(page: number) {
    const { source } = this.#sent;
    return this.#ask(listOptInRows, { query: { source, page, limit: PAGE_SIZE } });
  }

  #among(rows: readonly unknown[]): Ids | undefined {
    for (const row of rows) {
      const read = readOptIn(row);
      if (!read.ok) continue;
      const { id, lead_id, external_reference, source } = read.value;
      const isIt = external_reference === this.#sent.external_reference;
      if (isIt && source === this.#sent.source) return { opt_in_id: id, lead_id };
    }
    return undefined;
  }

  async #ask<E extends Endpoint>(endpoint: E, input: RequestOf<E>): Promise<AnswerOf<E>> {
    const signal = this.#signal;
    return (await this.#hermon.call("key", endpoint, input, { signal })).answer;
  }

  async #ifAnswered<T>(look: () => Promise<T>): Promise<T | undefined> {
    try {
      return await look();
    } catch (error) {
      if (error instanceof ApiError || error instanceof NotSent) return undefined;
      throw error;
    }
  }
}

/** When it was made, to the moment: by a day nothing can be told. */
const timeOf = ({ created_at, created_is_day }: MadeAt) => (created_is_day ? null : created_at);

interface MadeAt {
  readonly created_at: number | null;
  readonly created_is_day?: boolean;
}
