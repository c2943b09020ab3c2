import * as z from "zod/mini";
import { shownPerson } from "#dashboard/connection/page-person.ts";
import { parseJson } from "#dashboard/lib/parse-json.ts";
import { withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { readStorage, writeStorage } from "#dashboard/ui/browser/storage.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";

/** A status that someone chose and that wasn't saved, because they were no longer signed in. */
const UnsavedChange = z.object({
  lead: z.string(),
  status: z.string(),
  /** The change that it was a part of: its parts are offered again together. */
  change: z.string(),
});
export type UnsavedChange = z.infer<typeof UnsavedChange>;

/** Whose they are. Nothing but ids, because it outlives the page in its tab. */
const Unsaved = z.object({ person: z.string(), changes: z.array(UnsavedChange) });
type Unsaved = z.infer<typeof Unsaved>;

const NAME = "unsaved-changes";

const unsaved = sharedState<Unsaved | undefined>(undefined);

/** How many there are. */
export const useUnsavedCount = (): number => unsaved.use()?.changes.length ?? 0;

/** Those of a person. Anyone else's are given up: nobody but that person may see or make them. */
export function unsavedOf(person: string): readonly UnsavedChange[] {
  if (unsaved.get()?.person !== person) set(undefined);
  return unsaved.get()?.changes ?? [];
}

/** Keeps the latest change of a lead, for whom the page shows. */
export function keepUnsaved(change: UnsavedChange): void {
  const person = shownPerson();
  if (person === undefined) return;
  const others = unsavedOf(person).filter(({ lead }) => lead !== change.lead);
  set({ person, changes: [...others, change] });
}

/** Leads' status was changed after all, or is no longer to be. What was offered of them goes. */
export function forgetUnsaved(leads: readonly string[]): void {
  const kept = unsaved.get();
  const ids = new Set(leads);
  const gone = kept?.changes.filter(({ lead }) => ids.has(lead)) ?? [];
  if (!kept || gone.length === 0) return;
  const left = kept.changes.filter(({ lead }) => !ids.has(lead));
  set({ ...kept, changes: left });
  for (const { change } of gone) {
    if (!left.some((other) => other.change === change)) withdrawNotice(aboutUnsaved(change));
  }
}

/** Names the notice that offers what wasn't saved of a change. */
export const aboutUnsaved = (change: string): string => `unsaved ${change}`;

/** Who signs out leaves nothing behind. */
export const forgetAllUnsaved = (): void => set(undefined);

/** Finds what an earlier page in the same tab has kept. */
export const restoreUnsaved = (): void =>
  unsaved.set(parseJson(Unsaved, readStorage("sessionStorage", NAME)));

function set(next: Unsaved | undefined): void {
  const kept = next?.changes.length === 0 ? undefined : next;
  unsaved.set(kept);
  writeStorage("sessionStorage", NAME, kept ? JSON.stringify(kept) : null);
}
