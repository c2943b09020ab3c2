import type { OtherPerson, Person } from "#api/contract/people/people.ts";
import { Refusal } from "../wire/refusal.ts";

/**
 * Another tab may have signed in as someone else since a page was loaded. What is done on that page
 * is then done by someone whom it doesn't show, so it isn't done at all.
 * @param shown id of the person whom the page shows; a sender that isn't a page names none
 * @throws {Refusal} 409
 */
export function refuseOtherPerson({ id }: Pick<Person, "id">, shown: string | undefined): void {
  if (shown === undefined || shown === id) return;
  const details: OtherPerson = { reason: "other_person" };
  throw new Refusal(409, "Someone else is signed in by now, so nothing was done", {
    details,
    logged: "Refused: the page shows someone else than who is signed in",
  });
}
