import { commandKey } from "#dashboard/lib/command-key.ts";
import { UNDO_KEY } from "./status-notices.ts";

/** A change under way that can be taken back once it is made. */
interface EarlyUndo {
  isWanted: boolean;
}

/** Those under way, the latest last. */
const underWay: EarlyUndo[] = [];

/** Remembers that Undo's key was pressed before there was anything to undo: on a slow line. */
export function awaitEarlyUndo(): { readonly end: () => { readonly isWanted: boolean } } {
  const early: EarlyUndo = { isWanted: false };
  underWay.push(early);
  // Ahead of the notices, whose Undo is of an older change.
  document.addEventListener("keydown", want, true);
  return {
    end: () => {
      underWay.splice(underWay.indexOf(early), 1);
      if (underWay.length === 0) document.removeEventListener("keydown", want, true);
      return early;
    },
  };
}

function want(event: KeyboardEvent): void {
  const latest = underWay.at(-1);
  if (!latest || latest.isWanted || commandKey(event) !== UNDO_KEY) return;
  event.preventDefault();
  event.stopPropagation();
  latest.isWanted = true;
}
