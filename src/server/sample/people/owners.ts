import type { Insertable } from "kysely";
import type { Owner } from "#api/contract/vocabulary.ts";
import type { PeopleTable } from "#server/store/tables.ts";
import { chance, likely, oneByWeight, weighted } from "../chance.ts";
import { type Member, TEAM } from "./team.ts";

/** A member of the team as the database has them. */
export interface Colleague extends Member {
  /** `people.seq` */
  readonly seq: number;
  readonly clerkUserId: string;
}

/** Draws the team's Clerk ids. */
export const makeTeam = (): Colleague[] =>
  TEAM.map((member, index) => ({
    ...member,
    seq: index + 1,
    clerkUserId: `user_${chance.string.alphanumeric(27)}`,
  }));

export const personRow = (colleague: Colleague): Insertable<PeopleTable> => ({
  seq: colleague.seq,
  email: colleague.email,
  name: colleague.name,
  clerk_user_id: colleague.clerkUserId,
});

/** Draws a colleague with that part, those with more of the work more often. */
export type DrawColleague = (owner: Owner) => Colleague;

export function dealer(team: readonly Colleague[]): DrawColleague {
  const like = (owner: Owner) =>
    weighted(...team.filter((one) => one.owner === owner).map((one) => [one.share, one] as const));
  const hands = { setter: like("setter"), closer: like("closer"), triager: like("triager") };
  return (owner) => oneByWeight(hands[owner]);
}

export interface Owners {
  readonly setter: Colleague | null;
  /** How the setter came to the lead: by the link in an ad, or given it by hand. */
  readonly byAdLink: boolean;
  /** Takes over when a call is booked. */
  readonly closer: Colleague | null;
  readonly triager: Colleague | null;
}

export function drawOwners(draw: DrawColleague): Owners {
  const setter = draw("setter");
  const closer = draw("closer");
  const triager = draw("triager");
  const byAdLink = likely(0.06);
  return {
    setter: likely(0.76) || byAdLink ? setter : null,
    byAdLink,
    closer: likely(0.9) ? closer : null,
    triager: likely(0.3) ? triager : null,
  };
}
