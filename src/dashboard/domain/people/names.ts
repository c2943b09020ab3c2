import { emailKey } from "#api/contract/text/email-key.ts";
import type { StatusChange } from "#api/contract/leads/lead-history.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { TeamMember } from "#api/contract/people/people.ts";
import { visible } from "#api/contract/text/visible-text.ts";

/** A lead's full name; the e-mail where nothing of either name can be seen. */
export const leadName = (lead: Pick<Lead, "first_name" | "last_name" | "email">): string =>
  [lead.first_name, lead.last_name].map(visible).filter(Boolean).join(" ") || lead.email;

/** Turns owners' e-mails into names; one that isn't in the team stays an e-mail. */
export function ownerNames(team: readonly TeamMember[]): (email: string) => string {
  const names = new Map(team.map(({ email, name }) => [emailKey(email), visible(name)]));
  return (email) => names.get(emailKey(email)) ?? email;
}

/** Who made a status change, by default as a sentence's start. Hermon doesn't tell its people's names. */
export function whoChanged(change: StatusChange | null, someone = "Someone"): string {
  if (change === null) return `${someone} else`;
  return change.by.kind === "hermon" ? `${someone} in Hermon` : change.by.name;
}
