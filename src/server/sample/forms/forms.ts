import type { SOURCES } from "#api/contract/vocabulary.ts";
import * as answers from "./answers.ts";
import { oneByWeight, oneOf, type Weighted, weighted } from "../chance.ts";
import type { Contact } from "../people/contacts.ts";
import type { Member } from "../people/team.ts";

export type Source = (typeof SOURCES)[number];

export interface Question {
  readonly question: string;
  readonly answer: (contact: Contact) => string;
}

/** A form of the sample's business, which helps people with a small shop of their own. */
export interface Form {
  readonly source: Source;
  readonly id: string | null;
  readonly name: string | null;
  readonly questions: readonly Question[];
}

const BUSINESS = "Lanternfield Commerce";

const CHALLENGE = {
  question: "What is your biggest challenge?",
  answer: answers.biggestChallenge,
} satisfies Question;
const REVENUE = {
  question: "What is your monthly revenue right now?",
  answer: answers.revenue,
} satisfies Question;
const INSTAGRAM = {
  question: "What is your Instagram?",
  answer: answers.instagram,
} satisfies Question;
const PREPARATION = {
  question: "Please share anything that will help prepare for our meeting.",
  answer: answers.preparation,
} satisfies Question;
const READY = {
  question: "Are you ready to invest in your business in the next 30 days?",
  answer: answers.readiness,
} satisfies Question;

const initials = ({ name }: Member) =>
  name
    .split(" ")
    .map((word) => word.charAt(0))
    .join("");

/** Each setter has a booking page of their own, named by initials; at some time it was renamed. */
function bookingPage(setter: Member): Form {
  const mark = `(${initials(setter)})`;
  const name = oneOf([
    `Qualification call - ${BUSINESS} ${mark}`,
    `${BUSINESS} - Qualification call ${mark}`,
  ]);
  return { source: "CALENDLY", id: null, name, questions: [PREPARATION, INSTAGRAM] };
}

const STRATEGY_SESSION: Form = {
  source: "CALENDLY",
  id: null,
  name: `${BUSINESS} - Strategy session (45 min)`,
  questions: [PREPARATION, INSTAGRAM, REVENUE, READY],
};

const form = (
  source: Source,
  id: string | null,
  name: string | null,
  ...questions: readonly Question[]
): Form => ({ source, id, name, questions });

const FORMS: Readonly<Record<Exclude<Source, "CALENDLY">, Weighted<Form>>> = {
  LANDING_PAGE: weighted(
    [45, form("LANDING_PAGE", "lp_roadmap_v3", "Free roadmap: your first 100 orders", CHALLENGE)],
    [
      25,
      form(
        "LANDING_PAGE",
        "lp_fahrplan_de",
        "Kostenloser Fahrplan: Deine ersten 100 Bestellungen",
        {
          question: "Was ist gerade deine größte Herausforderung?",
          answer: answers.biggestChallenge,
        },
      ),
    ],
    [20, form("LANDING_PAGE", "lp_vsl_2", "VSL opt-in")],
    [10, form("LANDING_PAGE", null, null, CHALLENGE)],
  ),
  TYPEFORM: weighted(
    [
      70,
      form(
        "TYPEFORM",
        "Xk3vTq9L",
        "Application: Lanternfield Accelerator",
        { question: "What do you sell, and where?", answer: answers.whatTheySell },
        CHALLENGE,
        REVENUE,
        { question: "How soon do you want to start?", answer: answers.startTime },
        { question: "How much could you invest?", answer: answers.budget },
        { question: "How did you hear about us?", answer: answers.heardFrom },
        INSTAGRAM,
        { question: "Anything else we should know?", answer: answers.preparation },
      ),
    ],
    [
      30,
      form(
        "TYPEFORM",
        "pR7dMw2c",
        "Scorecard: is your shop ready to grow?",
        REVENUE,
        { question: "What do you sell, and where?", answer: answers.whatTheySell },
        READY,
      ),
    ],
  ),
  WEBINAR: weighted(
    [
      80,
      form(
        "WEBINAR",
        "wbn-first-sale",
        "Masterclass: from first sale to five figures",
        { question: "Where are you joining from?", answer: answers.city },
        { question: "What do you want to learn?", answer: answers.webinarTopic },
      ),
    ],
    [20, form("WEBINAR", "wbn-ads-clinic", "Live ads clinic", CHALLENGE)],
  ),
  NEWSLETTER: weighted(
    [85, form("NEWSLETTER", null, "The Lantern (weekly letter)")],
    [15, form("NEWSLETTER", "nl-footer", "Footer sign-up")],
  ),
  MANUAL: weighted([1, form("MANUAL", null, null)]),
  OTHER: weighted(
    [60, form("OTHER", "meta-480213", "Meta lead form: Accelerator EN", REVENUE, CHALLENGE)],
    [30, form("OTHER", null, "Import from the old spreadsheet")],
    [10, form("OTHER", "partner-03", "Partner: Shop Founders podcast")],
  ),
};

/** Draws the form of a touch; a booking goes over the setter's own page where there is a setter. */
export function drawForm(source: Source, setter: Member | null): Form {
  if (source !== "CALENDLY") return oneByWeight(FORMS[source]);
  return setter ? bookingPage(setter) : STRATEGY_SESSION;
}
