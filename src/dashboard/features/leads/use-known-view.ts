import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import type { Workspace } from "#api/contract/people.ts";
import type { LeadAddress } from "#api/lead-address.ts";
import { withMeNamed } from "#dashboard/domain/filters/filter.ts";
import { isOwner, unknownValues, withoutValues } from "#dashboard/domain/filters/unknown-values.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";

/** A view, and what the address says besides that means nothing here. */
export interface KnownView extends LeadAddress {
  /** Owners that are filtered by and that nobody knows. */
  readonly strangers: readonly string[];
}

/** The view that an address says, without what is nothing here. */
export function useKnownView(address: LeadAddress, workspace: Workspace | undefined): KnownView {
  const isInDoubt = workspace && unknownValues(address.query.filter, workspace).length > 0;
  const { data: unknown } = useQuery({
    ...leadQueries.countsUnder(address.query),
    select: (counts) => workspace && unknownValues(address.query.filter, workspace, counts),
    enabled: isInDoubt === true,
  });
  return useMemo(() => asKnown(address, workspace, unknown), [address, workspace, unknown]);
}

/** The same from what is cached. */
export function knownView(queryClient: QueryClient, address: LeadAddress): KnownView {
  const counts = queryClient.getQueryData(leadQueries.countsUnder(address.query).queryKey);
  const workspace = queryClient.getQueryData(workspaceQuery.queryKey);
  const unknown = counts && workspace && unknownValues(address.query.filter, workspace, counts);
  return asKnown(address, workspace, unknown);
}

function asKnown(
  address: LeadAddress,
  workspace: Workspace | undefined,
  unknown: ReturnType<typeof unknownValues> = [],
): KnownView {
  const leftOut = unknown.filter((asked) => !isOwner(asked));
  const filter = withoutValues(address.query.filter, leftOut);
  return {
    ...address,
    query: withFilter(
      address.query,
      workspace ? withMeNamed(filter, workspace.person.email) : filter,
    ),
    leftOut: [...address.leftOut, ...leftOut],
    strangers: [...new Set(unknown.filter(isOwner).map(([, value]) => value))],
  };
}

/** The same object where nothing changes. */
const withFilter = (query: LeadQuery, filter: LeadFilter): LeadQuery =>
  filter === query.filter ? query : { ...query, filter };
