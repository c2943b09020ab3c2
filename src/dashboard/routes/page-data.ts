import type { QueryClient } from "@tanstack/react-query";
import { documentData } from "#dashboard/connection/page-data.ts";
import { leadQueries, pageOf } from "#dashboard/domain/lead/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";

/**
 * Puts what came with the document into the query cache, so that the first render has it and asks
 * for none of it. Without it the page asks.
 */
export function seedFromDocument(queryClient: QueryClient): void {
  const given = documentData();
  if (!given) return;
  const answered = { updatedAt: given.answeredAt };
  const { workspace, list, lead } = given.data;
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
