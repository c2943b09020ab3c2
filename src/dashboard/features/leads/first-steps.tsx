import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useIsIncomplete, useIsLive } from "#dashboard/domain/sync/sync.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";

/** How the first leads come to a workspace that has none; who may not bring them about only reads that. */
export function FirstSteps() {
  const { data: workspace } = useQuery(workspaceQuery);
  const isManager = can(workspace, "see-connection");
  const isLive = useIsLive();
  // They are on their way.
  if (useIsIncomplete()) return null;
  if (isLive) return <FromHermon isManager={isManager} />;
  return isManager ? <FromForms /> : <Words>A manager connects the forms that send them.</Words>;
}

const Words = ({ children }: { readonly children: ReactNode }) => (
  <p className="text-text-muted">{children}</p>
);

const FromHermon = ({ isManager }: { readonly isManager: boolean }) => (
  <Words>
    Hermon&apos;s workspace has none yet either. Add one there, or let a form send it to Hermon.
    {isManager && (
      <>
        {" "}
        <Link
          to="/settings/connection"
          className="font-medium text-accent underline underline-offset-2"
        >
          See the connection
        </Link>
      </>
    )}
  </Words>
);

const FromForms = () => (
  <ol className="w-full list-decimal space-y-3 rounded-lg border border-border bg-surface p-4 pl-8 text-start">
    <li>
      Make an API key on the server
      <Code>npm run admin -- key create &quot;Website forms&quot;</Code>
    </li>
    <li>
      Let your forms send their opt-ins with it, as{" "}
      <b className="font-medium whitespace-nowrap">x-api-key</b>
      <Code>{`POST ${window.location.origin}/api/opt-in/submit`}</Code>
    </li>
    <li>
      Which fields they take is in the{" "}
      <a href="/api/openapi.json" className="font-medium text-accent underline underline-offset-2">
        API description
      </a>
    </li>
  </ol>
);

const Code = ({ children }: { readonly children: ReactNode }) => (
  <code
    translate="no"
    className="mt-1 block rounded-sm bg-surface-sunken px-2 py-1 font-mono text-xs wrap-anywhere select-all"
  >
    {children}
  </code>
);
