import { PAGE_DATA_ID, PageData } from "#api/contract/page-data.ts";
import { parseJson } from "#dashboard/lib/parse-json.ts";
import { isShown } from "./page-person.ts";

let read: { readonly it: ReturnType<typeof readDocument> } | undefined;

/**
 * What the server has put into the document, and when, in milliseconds since 1970: read once. Nothing
 * where it can't be read, or isn't for the person whom the page shows.
 */
export const documentData = () => (read ??= { it: readDocument() }).it;

function readDocument() {
  const element = document.getElementById(PAGE_DATA_ID);
  const data = parseJson(PageData, element?.textContent);
  // A hundred leads as text, which nobody reads again.
  element?.remove();
  const [navigation] = performance.getEntriesByType("navigation");
  if (!data || !(navigation instanceof PerformanceNavigationTiming)) return undefined;
  // Going back may show a document that was kept, of a session that has ended since.
  if (navigation.transferSize === 0 || !isShown(data.workspace.person.id)) return undefined;
  return { data, answeredAt: performance.timeOrigin + navigation.responseStart };
}
