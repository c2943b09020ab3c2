import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isNotFound, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { PHASES } from "#dashboard/domain/sync/phases.ts";
import { useIsLive, useTrouble } from "#dashboard/domain/sync/sync.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { useTicking } from "#dashboard/ui/timing.ts";
import { freshLeadQuery, whyNotFresh } from "./fresh-lead.ts";

interface LeadAgeProps {
  readonly leadId: string;
  /** When the lead's details were last read from Hermon; `null`: never. Missing while they load. */
  readonly asOf: string | null | undefined;
}

/** Has an opened lead read from Hermon again, and says below how old what one sees is. */
export function LeadAge(props: LeadAgeProps) {
  const isLive = useIsLive();
  // In own record a lead has no such time.
  return isLive || props.asOf !== undefined ? <AgeLine {...props} /> : null;
}

function AgeLine({ leadId, asOf }: LeadAgeProps) {
  const trouble = useTrouble();
  // While Hermon can't be had nothing is asked in vain; once it can, this asks by itself.
  const { error, isFetching, refetch } = useQuery({
    ...freshLeadQuery(leadId),
    enabled: trouble === null,
    // One that was gone and is back may have been read before it went, and not since.
    ...(asOf === null && { staleTime: 0 }),
  });
  // The drawer itself says that the lead is gone.
  const hasFailed = trouble === null && error !== null && !isNotFound(error) && !isFetching;
  const why = hasFailed ? whyNotFresh(error) : trouble && PHASES[trouble];
  return (
    <footer className="flex h-9 shrink-0 items-center gap-1 border-t border-border px-4 text-xs text-text-muted sm:px-5 pointer-coarse:h-11">
      <p className="line-clamp-2 min-w-0 leading-4">
        {why && <Old asOf={asOf} why={why} />}
        {!why && isFetching && !asOf && <span>Checking Hermon…</span>}
        {!why && isFetching && asOf && <Old asOf={asOf} why="checking Hermon…" />}
        {!why && !isFetching && asOf && <Read at={asOf} />}
      </p>
      {hasFailed && (
        <Button look="quiet" size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      )}
    </footer>
  );
}

// Each is an element of its own, and another one where its texts are others: what a browser has put
// in a text's place to translate it goes with it.

const Old = ({ asOf, why }: { asOf: string | null | undefined; why: string }) => (
  <span key={`${asOf} ${why}`}>
    {asOf && <AsOf iso={asOf} />}
    {asOf === null && "Details not read yet"}
    {asOf !== undefined && " · "}
    {why}
  </span>
);

const AsOf = ({ iso }: { readonly iso: string }) => (
  <>
    As of <Ago iso={iso} />
  </>
);

const MINUTE = 60_000;

/** The age of what was read lately is nothing to watch. */
function Read({ at }: { readonly at: string }) {
  const isJust = useTicking((now) => now - Date.parse(at) < MINUTE);
  if (isJust) return <span key="just">Just read from Hermon</span>;
  return (
    <span key="as of">
      <AsOf iso={at} />
    </span>
  );
}

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
