import { isChangePending } from "./own-changes.ts";

/** Asks before the page is left while a change isn't answered: it might be lost. */
export function guardLeaving(): void {
  window.addEventListener("beforeunload", askWhilePending);
}

function askWhilePending(event: BeforeUnloadEvent): void {
  if (isChangePending()) event.preventDefault();
  else window.removeEventListener("beforeunload", askWhilePending);
}
