import { emailKey } from "#api/contract/email-key.ts";
import type { TeamMember } from "#api/contract/people.ts";
import { visible } from "#api/contract/visible-text.ts";

/** Turns owners' e-mails into names; one that isn't in the team stays an e-mail. */
export function ownerNames(team: readonly TeamMember[]): (email: string) => string {
  const names = new Map(team.map(({ email, name }) => [emailKey(email), visible(name)]));
  return (email) => names.get(emailKey(email)) ?? email;
}
