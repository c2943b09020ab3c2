import { whatTheySell } from "../forms/answers.ts";
import { between, likely, oneOf, uuid } from "../chance.ts";
import type { Step } from "./journey.ts";
import type { Owners } from "../people/owners.ts";
import type { LeadStatusKey } from "../statuses.ts";

/** A note with its author; how many there are is all that is known of the earlier ones. */
export interface Note {
  readonly id: string;
  readonly note: string;
  readonly appointmentId: string | null;
  /** An e-mail, or `null` for what came from Calendly. */
  readonly createdBy: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const NO_ANSWER = [
  "No answer, left a voicemail.",
  "Rang twice, no pick up.",
  "Mailbox. Wrote on WhatsApp instead.",
  "Nicht erreicht, AB besprochen.",
  "WhatsApp read, no reply yet",
  "wrong time, was driving",
];
const TALKED = [
  "Good first talk, 12 min.",
  "Short call, friendly.",
  "Long chat (35 min!), knows what they want.",
  "Talked in German, prefers to go on in German.",
  "Replied on Instagram, wants details by mail.",
  "Kurzes Telefonat, interessiert aber vorsichtig.",
];
const LEARNED = [
  "Budget is fine.",
  "Budget unclear, asked about instalments.",
  "Partner has to be on the next call.",
  "Has a full time job, calls only after 18:00.",
  "Tried two courses before, sceptical.",
  "Already spends ~40/day on ads without knowing what comes back.",
  "Came through a friend who is with us.",
  "Wants to quit the day job by summer.",
];
const NEXT = [
  "Trying again tomorrow.",
  "Send case study, then call Thursday",
  "Follow up in two weeks.",
  "Asked to be called back Monday morning",
  "Next: numbers from last quarter.",
  "",
];

const contacted = () => [oneOf(TALKED), shop(), oneOf(LEARNED), oneOf(NEXT)];
const shop = () => (likely(0.6) ? `Sells ${whatTheySell()}.` : "");

/** What stands in a note by status, before empty parts are left out. */
const TEXTS: Readonly<Record<LeadStatusKey, () => readonly string[]>> = {
  fresh: () => [oneOf(NO_ANSWER), oneOf(NEXT)],
  followUp: () => (likely(0.45) ? [oneOf(NO_ANSWER), oneOf(NEXT)] : contacted()),
  nurture: () => [
    oneOf([
      "Not now.",
      "Timing is bad, moving house.",
      "Baby on the way 🙂",
      "Waiting for funding.",
    ]),
    oneOf(["Check back next quarter.", "Keep on the letter.", "Wants the masterclass replay."]),
  ],
  booked: () => [oneOf(["Booked on the phone.", "Call set up by WhatsApp."]), ...contacted()],
  rescheduled: () => [
    oneOf(["Asked to move the call.", "Sick, new slot found.", "Kid at home, moved to next week."]),
  ],
  noShow: () => [
    oneOf(["Did not come.", "Waited 10 min, nobody there.", "No show, second time."]),
    oneOf(["Wrote on WhatsApp.", "Sent a new link.", ""]),
  ],
  canceled: () => [
    oneOf(["Cancelled an hour before.", "Cancelled, no reason given.", "Went with someone else?"]),
  ],
  deposit: () => [
    oneOf(["Deposit is in.", "Paid the first part during the call 💪", "Anzahlung ist da."]),
    oneOf([
      "Contract sent.",
      "Rest by bank transfer end of month.",
      "Wants an invoice to the firm.",
    ]),
  ],
  won: () => [
    oneOf(["Paid in full.", "Closed on the call!", "Contract signed, invoice paid."]),
    oneOf(["Onboarding on Monday.", "Very motivated.", "Handed over to coaching.", ""]),
  ],
  unqualified: () => [
    oneOf(["No shop, no plan.", "Looks for a job, not for coaching.", "Student, no budget."]),
    oneOf(["Sent the free roadmap.", "Not a fit.", ""]),
  ],
  lost: () => [
    oneOf(["Too expensive.", "Wants to try alone first.", "No reply to six messages."]),
    oneOf(["Closed for now.", "Maybe next year.", ""]),
  ],
};

const BY_CALENDLY: Readonly<Partial<Record<LeadStatusKey, string>>> = {
  booked: "Scheduled via Calendly",
  rescheduled: "Rescheduled via Calendly",
  canceled: "Canceled via Calendly",
};

/** Draws the note that came with a step, or `null`: not every step has one. */
export function drawNote(step: Step, before: Step | undefined, owners: Owners): Note | null {
  const automatic = step.automatic ? BY_CALENDLY[step.status] : undefined;
  const author = afterCall(step) ? (owners.closer ?? owners.setter) : owners.setter;
  const written = likely(step.status === "fresh" ? 0.3 : 0.86) && author !== null;
  if (!automatic && !written) return null;
  return {
    id: uuid(),
    note: automatic ?? drawText(step.status),
    appointmentId: step.appointment?.id ?? before?.appointment?.id ?? null,
    createdBy: automatic ? null : (author?.email ?? null),
    at: step.at + between(40, 900),
  };
}

/** What only the one who held the call can say. */
export const afterCall = ({ status }: Step): boolean =>
  status === "won" || status === "deposit" || status === "lost" || status === "noShow";

function drawText(status: LeadStatusKey): string {
  const once = TEXTS[status]().filter(Boolean).join(" ");
  if (likely(0.97)) return once;
  const again = Array.from({ length: between(2, 6) }, () => contacted().filter(Boolean).join(" "));
  return [once, ...again].join("\n");
}
