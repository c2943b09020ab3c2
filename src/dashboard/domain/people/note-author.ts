import type { Note } from "#api/contract/leads/leads.ts";

/** Who wrote a note: the reference leaves open whether an e-mail, a name or a person with either. */
export function noteAuthor(
  { created_by: author }: Note,
  ownerName: (email: string) => string,
): string | undefined {
  const person = typeof author === "string" ? { name: author } : author;
  const { name, first_name: first, last_name: last, email } = person ?? {};
  const full = [first, last].filter((part) => typeof part === "string").join(" ");
  const found = [name, full, email]
    .map((value) => (typeof value === "string" ? value.trim() : ""))
    .find((text) => text && !UUID.test(text));
  return found && ownerName(found);
}

/** Says nothing to anyone. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
