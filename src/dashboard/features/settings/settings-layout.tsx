import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";

/** The settings' pages, beside the way to each other; above them on a phone. */
export function SettingsLayout() {
  const workspace = useQuery(workspaceQuery).data;
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col print:block">
      <nav
        aria-label="Settings"
        className="flex shrink-0 gap-1 border-border max-md:overflow-x-auto max-md:border-b max-md:px-4 max-md:py-2 md:w-44 md:flex-col md:border-r md:p-3 print:hidden"
      >
        <Link to="/settings/me" className={LINK}>
          Me
        </Link>
        <Link to="/settings/statuses" className={LINK}>
          Statuses
        </Link>
        {can(workspace, "see-connection") && (
          <Link to="/settings/connection" className={LINK}>
            Connection
          </Link>
        )}
      </nav>
      <Outlet />
    </div>
  );
}

const LINK =
  "flex h-8 shrink-0 items-center rounded-md px-2 text-text-muted hover:bg-surface-hover hover:text-text aria-[current=page]:bg-surface-hover aria-[current=page]:font-medium aria-[current=page]:text-text aria-[current=page]:[scroll-initial-target:nearest] forced-colors:aria-[current=page]:underline";
