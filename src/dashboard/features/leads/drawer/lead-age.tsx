import { useQuery } from "@tanstack/react-query";
import type { SyncState } from "#api/contract/sync.ts";
import { ApiError } from "#api/errors.ts";
import { syncQuery } from "#dashboard/lib/sync.ts";
import { useIsLive } from "#dashboard/lib/use-sync.ts";
import { useTicking } from "#dashboard/lib/use-ticking.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { freshLeadQuery } from "./fresh-lead.ts";
import { whyNotFresh } from "./why-not-fresh.ts";

interface LeadAgeProps {
  readonly leadId: string;
  /** When the lead's details were last read from Hermon; `null`: never. Missing while they load. */
  readonly asOf: string | null | undefined;
}

/**
 * Has an opened lead read from Hermon again, and says how old what one sees of it is. At the
 * drawer's lower edge, so that nothing moves when it comes.
 */
export function LeadAge(props: LeadAgeProps) {
  const isLive = useIsLive();
  // In own record a lead has no such time.
  return isLive || props.asOf !== undefined ? <AgeLine {...props} /> : null;
}

function AgeLine({ leadId, asOf }: LeadAgeProps) {
  const { error, isFetching, refetch } = useQuery(freshLeadQuery(leadId));
  // The drawer itself says that the lead is gone.
  const isGone = error instanceof ApiError && error.status === 404;
  return (
    <footer className="flex h-9 shrink-0 items-center gap-1 border-t border-border px-4 text-xs text-text-muted sm:px-5 pointer-coarse:h-11">
      <p className="line-clamp-2 min-w-0 leading-4">
        {isFetching ? (
          asOf ? (
            <>
              <As of={asOf} />
              checking Hermon…
            </>
          ) : (
            "Checking Hermon…"
          )
        ) : error && !isGone ? (
          <>
            {asOf ? <As of={asOf} /> : "Not read from Hermon yet · "}
            <Why error={error} />
          </>
        ) : (
          asOf && <Read at={asOf} />
        )}
      </p>
      {error && !isGone && !isFetching && (
        <Button look="quiet" size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      )}
    </footer>
  );
}

const As = ({ of }: { readonly of: string }) => (
  <>
    As of <Ago iso={of} /> ·{" "}
  </>
);

const isRefused = ({ phase }: SyncState) => phase === "refused";

function Why({ error }: { readonly error: unknown }) {
  const { data: isKeyRefused } = useQuery({ ...syncQuery, select: isRefused });
  return isKeyRefused ? "Hermon doesn't accept the API key" : whyNotFresh(error);
}

const MINUTE = 60_000;

/** The age of what was read lately is nothing to watch. */
function Read({ at }: { readonly at: string }) {
  const isJust = useTicking((now) => now - Date.parse(at) < MINUTE);
  if (isJust) return "Just read from Hermon";
  return (
    <>
      As of <Ago iso={at} />
    </>
  );
}
