import { useMutation, useQueryClient } from "@tanstack/react-query";
import { endOtherSessions, endSession, type OwnSession } from "#api/contract/people/account.ts";
import { api } from "#dashboard/connection/api.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Moment } from "#dashboard/ui/moment.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { ActionProblem } from "#dashboard/ui/form.tsx";
import { Panel } from "./page-parts.tsx";
import { settingsQueries } from "./queries.ts";

/** Where one is signed in; each place but this one can be ended. */
export function OwnSessions({ sessions }: { readonly sessions: readonly OwnSession[] }) {
  const queryClient = useQueryClient();
  const ending = useMutation({
    mutationFn: (id: string | undefined): Promise<unknown> =>
      id === undefined ? api.call(endOtherSessions) : api.call(endSession, { params: { id } }),
    // Also after a failure: it may be over already.
    onSettled: () => queryClient.invalidateQueries(settingsQueries.account()),
  });
  return (
    <Panel title="Sessions">
      <ul className="-my-3 divide-y divide-border">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center justify-between gap-4 py-3">
            <SessionLines session={session} />
            {!session.is_current && (
              <Button
                size="small"
                aria-label={`End ${nameOf(session)}`}
                disabled={ending.isPending}
                onClick={() => ending.mutate(session.id)}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {/* This one, and more than one other. */}
      {sessions.length > 2 && (
        <Button
          className="mt-6"
          disabled={ending.isPending}
          onClick={() => ending.mutate(undefined)}
        >
          End all others
        </Button>
      )}
      <p role="status" className="sr-only">
        {ending.isSuccess && (ending.variables === undefined ? "Sessions ended" : "Session ended")}
      </p>
      <ActionProblem error={ending.error} className="mt-4" />
    </Panel>
  );
}

const nameOf = ({ device }: OwnSession) => device ?? "unknown browser";

const SessionLines = ({ session }: { readonly session: OwnSession }) => (
  <div className="min-w-0">
    <p className="font-medium wrap-anywhere first-letter:uppercase">{nameOf(session)}</p>
    <p className="text-text-muted">
      {session.is_current ? (
        "This session"
      ) : (
        <>
          Last used <Ago iso={session.last_used_at} />
        </>
      )}
      , signed in on <Moment iso={session.began_at} />
    </p>
  </div>
);
