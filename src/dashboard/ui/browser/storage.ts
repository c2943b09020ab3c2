/** Where something is kept: for good, or as long as the tab. */
type Area = "localStorage" | "sessionStorage";

/** What is kept by that name; nothing where storage is blocked. */
export function readStorage(area: Area, name: string): string | null {
  try {
    return window[area].getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text, or nothing any longer. Where storage is blocked, it lasts as long as the page. */
export function writeStorage(area: Area, name: string, text: string | null): void {
  try {
    if (text === null) window[area].removeItem(name);
    else window[area].setItem(name, text);
  } catch {
    return;
  }
}
