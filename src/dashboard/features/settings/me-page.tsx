import { Switch } from "@base-ui/react/switch";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { Choice } from "#dashboard/ui/choice.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { density, singleKeys, theme } from "#dashboard/ui/state/preferences.ts";
import { ChangeName } from "./change-name.tsx";
import { ChangePassword } from "./change-password.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { Answer, Page, PageHead, Panel } from "./page-parts.tsx";
import { settingsQueries } from "./queries.ts";

/** One's own name and password, how one likes the dashboard, and where one is signed in. */
export function MePage() {
  usePageTitle("Me");
  const person = useQuery(workspaceQuery).data?.person;
  const account = useQuery(settingsQueries.account());
  const who = person && (
    <>
      <bdi>{person.name}</bdi> · {person.email} · {sentenceCase(person.role)}
    </>
  );
  return (
    <Page>
      <PageHead title="Me" about={who} />
      {person ? <ChangeName name={person.name} /> : <Skeleton className="h-44" />}
      <Appearance />
      <Shortcuts />
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

/** Kept in this browser, and followed by all its tabs. */
const Appearance = () => (
  <Panel title="Appearance">
    <div className="max-w-88 space-y-4">
      <Choice label="Theme" of={theme} />
      <Choice label="Density" of={density} />
      <p className="text-text-muted">Kept in this browser.</p>
    </div>
  </Panel>
);

/** WCAG 2.1.4: what one key does can be switched off. */
function Shortcuts() {
  const isOn = singleKeys.use() === "on";
  const id = useId();
  const hint = `${id}-hint`;
  return (
    <Panel title="Keyboard">
      <div className="flex items-center gap-3">
        <Switch.Root
          id={id}
          aria-describedby={hint}
          checked={isOn}
          onCheckedChange={(checked) => singleKeys.set(checked ? "on" : "off")}
          className="flex h-5 w-9 rounded-full border border-border-control p-0.5 data-checked:border-transparent data-checked:bg-accent forced-colors:data-checked:bg-[Highlight]"
        >
          <Switch.Thumb className="size-3.5 rounded-full bg-text-muted transition-transform duration-(--duration-fast) data-checked:translate-x-4 data-checked:bg-on-accent forced-colors:bg-[ButtonText]" />
        </Switch.Root>
        <label htmlFor={id} className="font-medium">
          Single-key shortcuts
        </label>
      </div>
      <p id={hint} className="mt-2 text-text-muted">
        Single letters, digits and signs are shortcuts. Switched off, only those with Ctrl or ⌘ are.
        Kept in this browser.
      </p>
    </Panel>
  );
}

const NoPassword = () => (
  <Panel title="Password">
    <p>Sample people sign in without a password.</p>
  </Panel>
);
