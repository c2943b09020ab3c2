import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTrouble } from "#dashboard/lib/use-sync.ts";
import { freshLeadQuery } from "./fresh-lead.ts";

interface UntilReadProps {
  readonly leadId: string;
  /** As tall as what will be there. */
  readonly placeholder: ReactNode;
}

/** In the place of what only Hermon knows: it is on its way, or it couldn't be had. */
export function UntilRead({ leadId, placeholder }: UntilReadProps) {
  const trouble = useTrouble();
  // The drawer asks; here only what comes of it counts.
  const { isPending, isFetching } = useQuery({ ...freshLeadQuery(leadId), enabled: false });
  if (trouble === null && (isPending || isFetching)) {
    return (
      <>
        <span className="sr-only">Being read from Hermon</span>
        {placeholder}
      </>
    );
  }
  return <p className="text-text-muted">Not read from Hermon yet</p>;
}
