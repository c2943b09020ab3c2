import type { MirroredOptInDetails } from "#server/store/mirrored/rows/opt-in-details.ts";
import type { MirroredOptIn } from "#server/store/mirrored/rows/opt-ins.ts";
import type { QuestionAnswer, TrafficAttribution } from "#api/contract/opt-ins/opt-ins.ts";
import { writtenOut } from "#api/contract/text/written-out.ts";
import {
  entriesOf,
  type Fields,
  fieldsOf,
  filledKeyOf,
  isFields,
  textOf,
  wholeNumberOf,
} from "./lenient.ts";
import { momentOf } from "./moment.ts";
import { UNKNOWN_SOURCE } from "./read-lead.ts";
import { type Read, readRow, uuidOf, withoutUuid } from "./read.ts";

/**
 * An opt-in of Hermon's list, or of its own endpoint. Unreadable only without UUIDs as its `id` and
 * `lead_id`: any other field that is missing or wrong is read as not given. Never throws.
 */
export const readOptIn = (row: unknown): Read<MirroredOptIn> =>
  readRow(row, (optIn, id): Read<MirroredOptIn> => {
    const lead_id = uuidOf(optIn.lead_id);
    if (lead_id === null) return withoutUuid(id, "lead_id", optIn.lead_id);
    return { ok: true, value: optInOf(optIn, { id, lead_id }) };
  });

function optInOf(optIn: Fields, ids: Pick<MirroredOptIn, "id" | "lead_id">): MirroredOptIn {
  const created = momentOf(optIn.created_at);
  return {
    ...ids,
    source: filledKeyOf(optIn.source) ?? UNKNOWN_SOURCE,
    provider_form_id: textOf(optIn.provider_form_id),
    provider_form_name: textOf(optIn.provider_form_name),
    external_reference: textOf(optIn.external_reference),
    created_at: created?.at ?? null,
    created_is_day: created?.isDay ?? false,
  };
}

/** The details in the same row. Never fails: what is missing or wrong is read as not given. */
export function readOptInDetails(row: unknown): MirroredOptInDetails {
  const { id, question_answers, traffic_attribution } = fieldsOf(row);
  return {
    answers: answersOf(entriesOf(question_answers).slice(0, MOST_ANSWERS), uuidOf(id) ?? ""),
    attribution: attributionOf(fieldsOf(traffic_attribution)),
  };
}

/** Twenty times what the reference allows. More than these would keep everybody waiting. */
const MOST_ANSWERS = 1_000;

/** What isn't an answer is left out, as are those after the first thousand. Ids are made up where they are missing or taken. */
function answersOf(entries: readonly unknown[], optInId: string): QuestionAnswer[] {
  const taken = new Set<string>();
  return entries.flatMap((entry, index) => {
    if (!isFields(entry)) return [];
    const made = `${optInId}-${index}`;
    let id = filledKeyOf(entry.id) ?? made;
    if (taken.has(id)) id = made;
    while (taken.has(id)) id += `-${index}`;
    taken.add(id);
    return [answerOf(entry, id, index)];
  });
}

const answerOf = (entry: Fields, id: string, index: number): QuestionAnswer => ({
  id,
  question: textOf(entry.question) ?? "",
  answer: textOf(entry.answer) ?? writtenOut(entry.answer),
  position: wholeNumberOf(entry.position) ?? index,
});

const attributionOf = (traffic: Fields): TrafficAttribution => ({
  utm_source: textOf(traffic.utm_source),
  utm_medium: textOf(traffic.utm_medium),
  utm_campaign: textOf(traffic.utm_campaign),
  utm_content: textOf(traffic.utm_content),
  utm_term: textOf(traffic.utm_term),
  referrer: textOf(traffic.referrer),
  landing_page: textOf(traffic.landing_page),
});
