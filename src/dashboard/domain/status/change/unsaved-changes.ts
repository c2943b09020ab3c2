import * as z from "zod/mini";
import { shownPerson } from "#dashboard/connection/page-person.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";

/** A status that someone chose and that wasn't saved, because they were no longer signed in. */
const UnsavedChange = z.object({ lead: z.string(), status: z.string() });
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

/** A lead's status was changed after all, or is no longer to be. */
export function forgetUnsaved(lead: string): void {
  const kept = unsaved.get();
  if (!kept?.changes.some((change) => change.lead === lead)) return;
  set({ ...kept, changes: kept.changes.filter((change) => change.lead !== lead) });
}

/** Who signs out leaves nothing behind. */
export const forgetAllUnsaved = (): void => set(undefined);

/** Finds what an earlier page in the same tab has kept. */
export function restoreUnsaved(): void {
  try {
    unsaved.set(Unsaved.safeParse(JSON.parse(sessionStorage.getItem(NAME) ?? "")).data);
  } catch {
    // Nothing was kept, or storage is blocked: then they last as long as the page.
    unsaved.set(undefined);
  }
}

function set(next: Unsaved | undefined): void {
  const kept = next?.changes.length === 0 ? undefined : next;
  unsaved.set(kept);
  try {
    if (kept) sessionStorage.setItem(NAME, JSON.stringify(kept));
    else sessionStorage.removeItem(NAME);
  } catch {
    return;
  }
}
