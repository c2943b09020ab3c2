import { arrivalCalendar } from "./calendar.ts";
import { fraction } from "./chance.ts";
import { type Colleague, dealer } from "./people/owners.ts";
import { rowsOf, type SampleLead } from "./rows.ts";
import { SAMPLE_PEOPLE } from "./sign-in-people.ts";
import { drawStory } from "./story/story.ts";
import { TEAM } from "./people/team.ts";

/** The newest lead is at least this old, so that all of its first opt-in has happened. */
const SETTLED = 5 * 60_000;

/** Draws `count` leads, oldest first, one at a time: a million of them need not be in memory. */
export function* drawLeads(
  count: number,
  now: Date,
  team: readonly Colleague[],
): Generator<SampleLead> {
  const takenEmails = new Set([...TEAM, ...SAMPLE_PEOPLE].map(({ email }) => email));
  const setting = { now: now.getTime(), colleague: dealer(team), takenEmails };
  const arrival = arrivalCalendar(new Date(now.getTime() - SETTLED));
  let optIns = 0;
  for (let index = 0; index < count; index++) {
    const createdAt = arrival((index + fraction()) / count);
    const lead = rowsOf(drawStory(setting, createdAt), index + 1, optIns + 1);
    optIns += lead.optIns.length;
    yield lead;
  }
}
