import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { useTrouble } from "#dashboard/domain/sync/sync.ts";
import { freshLeadQuery } from "./fresh-lead.ts";

/** In the place of what only Hermon knows: it is on its way, or it couldn't be had, or never will be. */
export function UntilRead({ leadId, placeholder }: { leadId: string; placeholder: ReactNode }) {
  const trouble = useTrouble();
  // The drawer asks; here only what comes of it counts.
  const { isPending, isFetching } = useQuery({ ...freshLeadQuery(leadId), enabled: false });
  const { data: lead } = useQuery({ ...leadQueries.details(leadId), enabled: false });
  if (lead?.gone_at) return <p className="text-text-muted">Never read from Hermon</p>;
  if (trouble !== null || (!isPending && !isFetching)) {
    return <p className="text-text-muted">Not read from Hermon yet</p>;
  }
  return (
    <>
      <span className="sr-only">Being read from Hermon</span>
      {placeholder}
    </>
  );
}
