import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readLeadAddress, writeLeadAddress } from "#api/lead-address.ts";
import { askedQuery } from "#dashboard/domain/lead/asked-query.ts";
import { type AnyView, listSizes } from "#dashboard/domain/views/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { useToday } from "#dashboard/ui/timing.ts";

/** How many leads each of some views has for whoever looks, once that is known. */
export function useViewSizes(views: readonly AnyView[]): (view: AnyView) => number | undefined {
  const email = useQuery(workspaceQuery).data?.person.email;
  const today = useToday();
  const asked = useMemo(
    () => (view: AnyView) => {
      const query = askedQuery(readLeadAddress(view.query).query, { email, today });
      return `?${writeLeadAddress({ query })}`;
    },
    [email, today],
  );
  const { data: sizes } = useQuery({
    ...listSizes.of(views.map(asked)),
    enabled: email !== undefined,
    placeholderData: keepPreviousData,
  });
  return (view) => sizes?.[asked(view)];
}
