import { onPersonReset } from "#dashboard/ui/state/person-reset.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";

/** What was chosen or opened last, the latest first: ids of commands, and of leads. */
export interface Recent {
  readonly kind: "command" | "lead";
  readonly id: string;
}

const MOST_RECENT = 6;

/** For as long as the page is open: names of leads are left on no computer. */
export const recent = sharedState<readonly Recent[]>([]);

onPersonReset(() => recent.set([]));

export function remember(latest: Recent): void {
  const others = recent.get().filter(({ kind, id }) => kind !== latest.kind || id !== latest.id);
  recent.set([latest, ...others].slice(0, MOST_RECENT));
}
