import { useQuery } from "@tanstack/react-query";
import type { Person } from "#api/contract/people.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { Problem, ProblemBar } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { ChangePassword } from "./change-password.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { Panel } from "./panel.tsx";
import { settingsQueries } from "./queries.ts";

const FAILED = "Couldn't load your account";

/** One's own password, and where one is signed in. */
export function AccountPage() {
  usePageTitle("Account");
  const person = useQuery(workspaceQuery).data?.person;
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-3xl space-y-6 px-4 pt-6 pb-16">
        <header className="space-y-1">
          <h1 className="text-lg/7 font-semibold">Account</h1>
          {person ? <Who person={person} /> : <Skeleton className="h-5 w-2/3" />}
        </header>
        <Parts person={person} />
      </div>
    </main>
  );
}

const Who = ({ person: { name, email, role } }: { readonly person: Person }) => (
  <p className="wrap-anywhere text-text-muted">
    <bdi>{name}</bdi> · {email} · {sentenceCase(role)}
  </p>
);

function Parts({ person }: { readonly person: Person | undefined }) {
  const { data: account, error, refetch } = useQuery(settingsQueries.account());
  const retry = () => void refetch();
  if (!account) {
    return error ? <Problem title={FAILED} error={error} onRetry={retry} /> : <Shape />;
  }
  return (
    <>
      {account.has_password ? (
        <ChangePassword email={person?.email ?? ""} />
      ) : (
        <Panel title="Password">
          <p>Sample people sign in without a password.</p>
        </Panel>
      )}
      <OwnSessions sessions={account.sessions} />
      {error && (
        <div className="sticky bottom-4 mt-4 shadow-float">
          <ProblemBar title={FAILED} error={error} onRetry={retry} />
        </div>
      )}
    </>
  );
}

const Shape = () => (
  <div aria-busy className="space-y-6">
    <Skeleton className="h-64" />
    <Skeleton className="h-32" />
  </div>
);
