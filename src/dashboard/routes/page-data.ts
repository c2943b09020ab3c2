import type { QueryClient } from "@tanstack/react-query";
import { PAGE_DATA_ID, PageData } from "#api/contract/page-data.ts";
import { isShown } from "#dashboard/connection/page-person.ts";
import { leadQueries, pageOf } from "#dashboard/domain/lead/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";

/**
 * Puts what came with the document into the query cache, so that the first render has it and asks
 * for none of it. Without it, or where it can't be read, the page asks.
 */
export function seedFromDocument(queryClient: QueryClient): void {
  const element = document.getElementById(PAGE_DATA_ID);
  const data = parse(element?.textContent ?? "");
  // A hundred leads as text, which nobody reads again.
  element?.remove();
  const [navigation] = performance.getEntriesByType("navigation");
  if (!data || !(navigation instanceof PerformanceNavigationTiming)) return;
  // Going back may show a document that was kept, of a session that has ended since.
  if (navigation.transferSize === 0 || !isShown(data.workspace.person.id)) return;
  const answered = { updatedAt: performance.timeOrigin + navigation.responseStart };
  const { workspace, list, lead } = data;
  queryClient.setQueryData(workspaceQuery.queryKey, workspace, answered);
  if (!list) return;
  const { query, counts } = list;
  queryClient.setQueryData(leadQueries.page(query, 1).queryKey, pageOf(query, list), answered);
  queryClient.setQueryData(leadQueries.countsUnder(query).queryKey, counts, answered);
  if (!lead) return;
  const { details, position } = lead;
  queryClient.setQueryData(leadQueries.details(details.id).queryKey, details, answered);
  queryClient.setQueryData(leadQueries.position(details.id, query).queryKey, position, answered);
}

function parse(text: string): PageData | undefined {
  if (text === "") return undefined;
  try {
    return PageData.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
