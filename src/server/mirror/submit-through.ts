import { randomUUID } from "node:crypto";
import { emailKey } from "#api/contract/email-key.ts";
import type { Submission } from "#api/contract/opt-ins.ts";
import type { SubmittedAnswer } from "#api/contract/submitted-fields.ts";
import { RecordFailure } from "#server/store/lead-record.ts";
import { findByReference, type SubmitResult } from "#server/store/submissions.ts";
import { keepUnrecorded } from "#server/store/unrecorded.ts";
import type { MirrorDeps } from "./deps.ts";
import { submitOptIn } from "./rows/hermon-endpoints.ts";
import { failureOf, mayHaveActed } from "./record-failures.ts";
import type { TakeOver } from "./take-over.ts";

/** How long a sender waits for the new records to be here as well, in milliseconds. */
const FETCH_BACK = 4_000;

/**
 * Submits an opt-in to Hermon. It always goes with a reference, so that Hermon knows it again when
 * an answer is lost and it is sent once more: that is how a lost answer is looked up.
 * @throws {RecordFailure}
 */
export async function submitThrough(
  deps: MirrorDeps,
  takeOver: TakeOver,
  submission: Submission,
): Promise<SubmitResult> {
  const body = { ...given(submission), external_reference: referenceOf(submission) };
  const others = await findOthers(deps, submission);
  try {
    const { answer } = await deps.hermon.call("key", submitOptIn, { body }, { repeatable: true });
    await fetchBack(takeOver, answer);
    if (others?.opt_in_id !== answer.opt_in_id.toLowerCase()) return answer;
    await keepBesideLead(deps, others.lead_id, submission);
    return { ...answer, isUnrecorded: true };
  } catch (error) {
    if (!mayHaveActed(error)) throw failureOf(error);
    throw new RecordFailure(
      "unknown",
      "Hermon didn't answer, so it isn't known whether the opt-in was recorded. With the same external_reference it can be sent again safely",
    );
  }
}

const referenceOf = ({ external_reference: own }: Submission): string =>
  own ?? `lead-dashboard-${randomUUID()}`;

/** Another person's opt-in that has the submission's reference, where it is known here. */
async function findOthers({ store }: MirrorDeps, submission: Submission) {
  const found = await findByReference(store.db, submission);
  return found?.email_key === emailKey(submission.email) ? undefined : found;
}

/** Hermon answers with the other person's opt-in, and has this submission nowhere. */
async function keepBesideLead({ store, feed }: MirrorDeps, lead: string, submission: Submission) {
  await store.write((tx) => keepUnrecorded(tx, lead, submission));
  feed.publish({ leads: [], details: [lead] });
}

/** Questions that weren't answered have no text as their answer. */
const asTexts = (pair: SubmittedAnswer): SubmittedAnswer => ({
  ...pair,
  answer: pair.answer ?? "",
});

/** Without fields that are `null`: the reference knows optional ones only as left out. */
function given(submission: Submission): Submission {
  const { email, first_name, source, questions_answers, traffic, ...others } = submission;
  return {
    email,
    first_name,
    source,
    ...withoutNulls(others),
    ...(questions_answers && { questions_answers: questions_answers.map(asTexts) }),
    ...(traffic && { traffic: withoutNulls(traffic) }),
  };
}

const withoutNulls = <T extends object>(fields: T): Partial<T> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- some of the same fields
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>;

/** Polling would find them, too, but the sender may ask for them at once. */
async function fetchBack(takeOver: TakeOver, { lead_id, opt_in_id }: SubmitResult): Promise<void> {
  const signal = AbortSignal.timeout(FETCH_BACK);
  try {
    await takeOver.lead(lead_id.toLowerCase(), "key", { signal });
    await takeOver.optIn(opt_in_id.toLowerCase(), "key", { signal });
  } catch {
    // It was recorded, which is what the sender is told.
  }
}
