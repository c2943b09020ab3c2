import type { Transaction } from "kysely";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { TeamMember } from "#api/contract/people/people.ts";
import { readDictionary } from "./dictionary.ts";
import type { Store } from "./open.ts";
import type { Tables } from "./tables.ts";

/** How a person's e-mail is shown: as Hermon writes it. */
export const addressOf = ({ email, spelled }: { email: string; spelled: string | null }): string =>
  spelled ?? email;

/** Everyone who may own leads, by name, those without one last, by e-mail. */
export async function listTeam(store: Store): Promise<TeamMember[]> {
  const { people } = await readDictionary(store);
  return [...people.values()].map((person) => ({ email: addressOf(person), name: person.name }));
}

/** Names whoever has that e-mail among those who own leads; others are left alone. */
export async function renameOwner(
  tx: Transaction<Tables>,
  email: string,
  name: string,
): Promise<void> {
  await tx.updateTable("people").set({ name }).where("email", "=", emailKey(email)).execute();
}
