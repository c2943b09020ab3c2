import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Workspace } from "#api/contract/people.ts";
import type { LeadAddress } from "#api/lead-address.ts";
import { withMeNamed } from "#dashboard/domain/filters/filter.ts";
import { isOwner, unknownValues, withoutValues } from "#dashboard/domain/filters/unknown-values.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";

/** The view that an address says, and what it says besides that means nothing here. */
export function useKnownView(address: LeadAddress, workspace: Workspace | undefined) {
  const { data: unknown } = useQuery({
    ...leadQueries.countsUnder(address.query),
    select: (counts) => workspace && unknownValues(address.query.filter, workspace, counts),
  });
  return useMemo(() => asKnown(address, workspace, unknown), [address, workspace, unknown]);
}

/** The same from what is cached. */
export function knownView(queryClient: QueryClient, address: LeadAddress) {
  const counts = queryClient.getQueryData(leadQueries.countsUnder(address.query).queryKey);
  const workspace = queryClient.getQueryData(workspaceQuery.queryKey);
  const unknown = counts && workspace && unknownValues(address.query.filter, workspace, counts);
  return asKnown(address, workspace, unknown);
}

function asKnown(
  { query, ...address }: LeadAddress,
  workspace: Workspace | undefined,
  unknown: ReturnType<typeof unknownValues> = [],
) {
  const leftOut = unknown.filter((asked) => !isOwner(asked));
  const known = withoutValues(query.filter, leftOut);
  const filter = workspace ? withMeNamed(known, workspace.person.email) : known;
  return {
    ...address,
    // The same object where nothing changes.
    query: filter === query.filter ? query : { ...query, filter },
    leftOut: [...address.leftOut, ...leftOut],
    /** Owners that are filtered by and that nobody knows. */
    strangers: [...new Set(unknown.filter(isOwner).map(([, value]) => value))],
  };
}
