import { PAGE_DATA_ID, PageData } from "#api/contract/page-data.ts";
import { isShown } from "./page-person.ts";

/** What came with the document, and when, in milliseconds since 1970. */
interface DocumentData {
  readonly data: PageData;
  readonly answeredAt: number;
}

let read: { readonly it: DocumentData | undefined } | undefined;

/**
 * What the server has put into the document: read once, for whoever needs it first. Nothing where it
 * has put none, it can't be read, or it isn't for the person whom the page shows.
 */
export const documentData = (): DocumentData | undefined => (read ??= { it: readDocument() }).it;

function readDocument(): DocumentData | undefined {
  const element = document.getElementById(PAGE_DATA_ID);
  const data = parse(element?.textContent ?? "");
  // A hundred leads as text, which nobody reads again.
  element?.remove();
  const [navigation] = performance.getEntriesByType("navigation");
  if (!data || !(navigation instanceof PerformanceNavigationTiming)) return undefined;
  // Going back may show a document that was kept, of a session that has ended since.
  if (navigation.transferSize === 0 || !isShown(data.workspace.person.id)) return undefined;
  return { data, answeredAt: performance.timeOrigin + navigation.responseStart };
}

function parse(text: string): PageData | undefined {
  if (text === "") return undefined;
  try {
    return PageData.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
