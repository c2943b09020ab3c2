import type { Lead } from "#api/contract/leads.ts";
import type { TeamMember } from "#api/contract/people.ts";

/** A lead's full name; the e-mail where both names are blank. */
export const leadName = (lead: Pick<Lead, "first_name" | "last_name" | "email">): string =>
  [lead.first_name, lead.last_name]
    .map((name) => name?.trim())
    .filter(Boolean)
    .join(" ") || lead.email;

/** Turns owners' e-mails into names; one that isn't in the team stays an e-mail. */
export function ownerNames(team: readonly TeamMember[]): (email: string) => string {
  const names = new Map(team.map(({ email, name }) => [email.toLowerCase(), name]));
  return (email) => names.get(email.trim().toLowerCase()) ?? email;
}
