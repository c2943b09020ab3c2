import { useQuery } from "@tanstack/react-query";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { ChangePassword } from "./change-password.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { Answer, Page, PageHead, Panel } from "./page-parts.tsx";
import { settingsQueries } from "./queries.ts";

/** One's own password, and where one is signed in. */
export function AccountPage() {
  usePageTitle("Account");
  const person = useQuery(workspaceQuery).data?.person;
  const account = useQuery(settingsQueries.account());
  const who = person && (
    <>
      <bdi>{person.name}</bdi> · {person.email} · {sentenceCase(person.role)}
    </>
  );
  return (
    <Page>
      <PageHead title="Account" about={who} />
      <Answer query={account} failed="Couldn't load your account" shape={SHAPE}>
        {({ has_password: hasPassword, sessions }) => (
          <>
            {hasPassword ? <ChangePassword email={person?.email ?? ""} /> : <NoPassword />}
            <OwnSessions sessions={sessions} />
          </>
        )}
      </Answer>
    </Page>
  );
}

const SHAPE = (
  <>
    <Skeleton className="h-64" />
    <Skeleton className="h-32" />
  </>
);

const NoPassword = () => (
  <Panel title="Password">
    <p>Sample people sign in without a password.</p>
  </Panel>
);
