import type { UnrecordedSubmission } from "#api/contract/lead-views.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { callAddress, mailAddress } from "#dashboard/lib/web-address.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { LINK } from "../parts/outside-link.tsx";

/** A person who was submitted with this lead's reference and is nowhere else: how to reach them. */
export const Unrecorded = ({ submission }: { readonly submission: UnrecordedSubmission }) => (
  <>
    <p>Another submission with this reference was not recorded</p>
    <p className="wrap-anywhere">
      <bdi className="font-medium">{leadName(submission)}</bdi>
      {" · "}
      <a href={mailAddress(submission.email)} className={LINK}>
        <bdi>{submission.email}</bdi>
      </a>
      {submission.phone_e164 !== null && (
        <>
          {" · "}
          <a href={callAddress(submission.phone_e164)} className={`tabular ${LINK}`}>
            <bdi>{submission.phone_e164}</bdi>
          </a>
        </>
      )}
    </p>
    <p className="text-xs wrap-anywhere text-text-muted">
      {sentenceCase(submission.source)}, reference <bdi>{submission.external_reference}</bdi>
    </p>
    <p className="text-xs text-text-muted">
      {submission.times > 1 && `Sent ${inDigits(submission.times)} times, last on `}
      <Moment iso={submission.at} />
    </p>
  </>
);
