import { randomUUID } from "node:crypto";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { Submission } from "#api/contract/opt-ins/submission.ts";
import type { SubmittedAnswer } from "#api/contract/opt-ins/submitted-fields.ts";
import { RecordFailure } from "#server/store/record/lead-record.ts";
import type { SubmitResult } from "#server/store/submissions/submissions.ts";
import { keepUnrecorded } from "#server/store/submissions/unrecorded.ts";
import type { MirrorDeps } from "../deps.ts";
import { type KnownBefore, LostSubmission, readBefore } from "./lost-submission.ts";
import { submitOptIn } from "../rows/hermon-endpoints.ts";
import { failureOf, mayHaveActed } from "./record-failures.ts";
import type { RowWriter } from "../apply/row-writer.ts";

/** How long a sender waits for the new records to be here as well, in milliseconds. */
const FETCH_BACK = 4_000;

/**
 * Submits an opt-in to Hermon. It always goes with a reference, so that Hermon knows it again when
 * an answer is lost and it is sent once more. What it has made is looked up then: the answer to a
 * repetition doesn't say whether the lead was new.
 * @throws {RecordFailure}
 */
export async function submitThrough(
  deps: MirrorDeps,
  rowWriter: RowWriter,
  submission: Submission,
): Promise<SubmitResult> {
  const before = await readBefore(deps, submission);
  const answer = await send(deps, submission, before);
  await fetchBack(rowWriter, answer);
  if (!isOthers(before, submission) || before.optIn?.opt_in_id !== answer.opt_in_id.toLowerCase()) {
    return answer;
  }
  await keepBesideLead(deps, before.optIn.lead_id, submission);
  return { ...answer, isUnrecorded: true };
}

async function send(
  deps: MirrorDeps,
  submission: Submission,
  before: KnownBefore,
): Promise<SubmitResult> {
  const body = { ...given(submission), external_reference: referenceOf(submission) };
  const isOwnReference = Boolean(submission.external_reference);
  const lost = () => new LostSubmission(deps, body, isOwnReference, before);
  try {
    const sent = await deps.hermon.call("key", submitOptIn, { body }, { repeatable: true });
    const { answer, isRepetition } = sent;
    return isRepetition && !answer.is_new_lead ? await clarified(lost(), answer) : answer;
  } catch (error) {
    if (!mayHaveActed(error)) throw failureOf(error);
    return clarified(lost());
  }
}

/** What a submission whose answer was lost has made. */
async function clarified(
  lost: LostSubmission,
  known?: Pick<SubmitResult, "opt_in_id" | "lead_id">,
): Promise<SubmitResult> {
  const ids = known ?? (await lost.find());
  if (!ids) {
    throw new RecordFailure(
      "unknown",
      "Hermon didn't answer, so it isn't known whether the opt-in was recorded. With the same external_reference it can be sent again safely",
    );
  }
  const is_new_lead = await lost.madeLead(ids);
  if (is_new_lead === undefined) {
    throw new RecordFailure(
      "unknown",
      "Hermon has recorded the opt-in, but its answer was lost, so it isn't known whether the lead is new. With the same external_reference it can be sent again safely",
    );
  }
  return { ...ids, is_new_lead };
}

const referenceOf = ({ external_reference: own }: Submission): string =>
  own ?? `lead-dashboard-${randomUUID()}`;

/** Whether the opt-in that has the submission's reference is another person's. */
const isOthers = ({ optIn }: KnownBefore, { email }: Submission): boolean =>
  optIn !== undefined && optIn.email_key !== emailKey(email);

/** Hermon answers with the other person's opt-in, and has this submission nowhere. */
const keepBesideLead = ({ store }: MirrorDeps, lead: string, submission: Submission) =>
  store.write((tx) => keepUnrecorded(tx, lead, submission));

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
async function fetchBack(
  rowWriter: RowWriter,
  { lead_id, opt_in_id }: SubmitResult,
): Promise<void> {
  const signal = AbortSignal.timeout(FETCH_BACK);
  try {
    await rowWriter.lead(lead_id.toLowerCase(), "key", { signal });
    await rowWriter.optIn(opt_in_id.toLowerCase(), "key", { signal });
  } catch {
    // It was recorded, which is what the sender is told.
  }
}
