import { type Attribution, drawAttribution } from "./attribution.ts";
import { asSent } from "./answers.ts";
import { chance, fraction, likely, oneByWeight, weighted, uuid } from "../chance.ts";
import type { Contact } from "../people/contacts.ts";
import { drawForm, type Form, type Source } from "./forms.ts";
import type { Owners } from "../people/owners.ts";

/** One opt-in of a lead. */
export interface Touch {
  readonly id: string;
  readonly form: Form;
  readonly reference: string | null;
  readonly attribution: Attribution;
  readonly answers: readonly Answer[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Answer {
  readonly id: string;
  readonly question: string;
  readonly answer: string | null;
  readonly position: number;
}

/** A few sources bring most leads, the rest trickles. */
const FIRST_SOURCE = weighted<Source>(
  [38, "CALENDLY"],
  [25, "LANDING_PAGE"],
  [15, "TYPEFORM"],
  [11, "WEBINAR"],
  [6, "NEWSLETTER"],
  [3.5, "MANUAL"],
  [1.5, "OTHER"],
);

const LATER_SOURCE = weighted<Source>(
  [46, "CALENDLY"],
  [18, "WEBINAR"],
  [16, "TYPEFORM"],
  [14, "LANDING_PAGE"],
  [6, "NEWSLETTER"],
);

/** 1.146 on average: 2,750 opt-ins to 2,400 leads. */
const HOW_MANY = weighted([8830, 1], [930, 2], [180, 3], [45, 4], [15, 6]);

/**
 * Draws a lead's opt-ins, oldest first. The first follows the lead itself by the blink it takes to
 * store one; the others lie anywhere between then and now, most of them early.
 */
export function drawTouches(
  contact: Contact,
  owners: Owners,
  createdAt: number,
  now: number,
): readonly [Touch, ...Touch[]] {
  const later = Array.from({ length: oneByWeight(HOW_MANY) - 1 }, () => fraction() ** 2);
  const first = drawTouch(contact, owners, FIRST_SOURCE, createdAt + chance.number.int(150));
  const rest = later
    .toSorted((a, b) => a - b)
    .map((share) => createdAt + 1000 + Math.floor(share * (now - createdAt - 1000)))
    .map((at) => drawTouch(contact, { ...owners, byAdLink: false }, LATER_SOURCE, at));
  return [first, ...rest];
}

function drawTouch(
  contact: Contact,
  { setter, byAdLink }: Owners,
  sources: typeof FIRST_SOURCE,
  at: number,
): Touch {
  const source = oneByWeight(sources);
  const form = drawForm(source, setter);
  return {
    id: uuid(),
    form,
    reference: drawReference(form),
    attribution: drawAttribution(source, byAdLink ? (setter?.clerkUserId ?? null) : null),
    answers: drawAnswers(contact, form),
    at,
  };
}

function drawAnswers(contact: Contact, form: Form): Answer[] {
  return form.questions
    .filter(() => likely(0.97))
    .map(({ question, answer }, position) => ({
      id: uuid(),
      question,
      answer: asSent(answer(contact)),
      position,
    }));
}

/** How each sender names a submission, so that it can be sent twice without harm. */
function drawReference({ source }: Form): string | null {
  const { string } = chance;
  switch (source) {
    case "CALENDLY":
      return `https://api.calendly.com/scheduled_events/${uuid()}/invitees/${uuid()}`;
    case "TYPEFORM":
      return string.alphanumeric({ length: 32, casing: "lower" });
    case "WEBINAR":
      return `registrant-${string.numeric(16)}`;
    case "LANDING_PAGE":
      return likely(0.6) ? `lp-${string.alphanumeric(16)}` : null;
    default:
      return null;
  }
}
