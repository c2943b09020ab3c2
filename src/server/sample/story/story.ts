import { drawBilling, hasPaid } from "./billing.ts";
import { changesSeen, drawChanges } from "./changes.ts";
import { between, likely, uuid } from "../chance.ts";
import { type Contact, drawContact } from "../people/contacts.ts";
import { drawJourney, stepsUntil } from "./journey.ts";
import { drawNote } from "./notes.ts";
import { type DrawColleague, drawOwners, type Owners } from "../people/owners.ts";
import { drawSummary } from "../forms/summaries.ts";
import { drawTouchPoint } from "./touch-points.ts";
import { drawTouches, type Touch } from "../forms/touches.ts";

/** What all stories have in common. */
export interface Setting {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly colleague: DrawColleague;
  /** E-mails in use, in lower case; every story adds one. */
  readonly takenEmails: Set<string>;
}

export type Story = ReturnType<typeof drawStory>;

/** Draws all that is known by now of a lead that came at `createdAt`. */
export function drawStory({ now, colleague, takenEmails }: Setting, createdAt: number) {
  const id = uuid();
  const contact = drawContact(takenEmails);
  const owners = drawOwners(colleague);
  const touches = drawTouches(contact, owners, createdAt, now);
  const summary = drawSummary(touches);
  return {
    id,
    createdAt,
    contact,
    owners,
    touches,
    /** Most were summed up; the others come later or never. */
    summary: likely(0.82) ? summary : null,
    /** Hermon doesn't always say where a lead came from first and last. */
    sourcesKnown: likely(0.92),
    ...drawCourse(touches, owners, contact, createdAt, now),
  };
}

/** What became of the lead, what was noted on the way, and what is planned. */
function drawCourse(
  touches: readonly Touch[],
  owners: Owners,
  contact: Contact,
  createdAt: number,
  now: number,
) {
  const journey = drawJourney(touches, createdAt);
  const notes = journey.map((step, index) => drawNote(step, journey[index - 1], owners));
  const changes = drawChanges(journey, owners);
  const steps = stepsUntil(journey, now);
  return {
    steps,
    notes: notes.filter((note) => note !== null).filter(({ at }) => at <= now),
    /** Earlier notes, of attempts to reach the lead. */
    furtherNotes: between(0, 3),
    changes: changesSeen(changes, now),
    touchPoint: drawTouchPoint(steps.at(-1) ?? steps[0], now),
    /** What the lead gives, or will give, once money comes in. */
    billing: journey.some(hasPaid) ? drawBilling(contact) : null,
    /** Payments after the first one, if it comes to them. */
    instalments: between(0, 3),
  };
}
