import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import { searchText } from "#api/contract/text/search-text.ts";
import { leadName } from "#dashboard/domain/people/names.ts";
import { excerpt, type Mark, marksOf } from "#dashboard/lib/marks.ts";

/**
 * Where a search found a lead, as far as that isn't to be seen in its name or latest note: "Email:
 * ana@example.com". Nothing where it is.
 * @param words that the search looks for
 */
export function foundElsewhere(lead: ListedLead, words: readonly string[]): string | undefined {
  const shown = searchText(`${leadName(lead)} ${lead.latest_note?.note ?? ""}`);
  const elsewhere = words.filter((word) => !shown.includes(word));
  if (elsewhere.length === 0) return undefined;
  const places = [
    ["Email", lead.email],
    ["Phone", lead.phone_e164],
    ["Form", noteFound(lead.found_form ?? "", elsewhere)],
  ] as const;
  const found = places.filter(([, text]) =>
    elsewhere.some((word) => text && searchText(text).includes(word)),
  );
  return found.map(([name, text]) => `${name}: ${text}`).join(" · ") || undefined;
}

/** Where a search found a lead beside its name: elsewhere, or in its latest note. Nothing where that has all. */
export function foundBesideName(lead: ListedLead, words: readonly string[]): string | undefined {
  const name = searchText(leadName(lead));
  if (words.every((word) => name.includes(word))) return undefined;
  const note = lead.latest_note?.note.trim() ?? "";
  return foundElsewhere(lead, words) ?? noteFound(note, words, LINE);
}

/** In characters, what has room on a line of its own before a mark. */
const LINE = 40;

/** A note from a little before what the search found in it, where that comes `late`. */
export const noteFound = (note: string, words: readonly string[], late?: number): string =>
  words.length === 0 ? note : excerpt(note, marksOf(note, words), late);

const PLACE = /^(?:Email|Phone|Form): /;

/** What the search found in a text, but for the name of the place where. */
export function foundMarks(text: string, words: readonly string[]): readonly Mark[] {
  const from = PLACE.exec(text)?.[0].length ?? 0;
  return marksOf(text, words).filter(([start]) => start >= from);
}
