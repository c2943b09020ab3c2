// A page shows one person for as long as it is loaded. Whoever else signs in gets a new page, so
// that nothing in memory is of anyone but them.

let shown: string | undefined;

/** The id of the person whom the page shows; nothing until someone has signed in. */
export const shownPerson = (): string | undefined => shown;

/** Whether the page shows this person. The first who comes is whom it shows from then on. */
export function isShown(id: string): boolean {
  shown ??= id;
  return shown === id;
}
