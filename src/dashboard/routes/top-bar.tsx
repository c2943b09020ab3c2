import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useSearch } from "@tanstack/react-router";
import { readLeadAddress } from "#api/lead-address.ts";
import { isMine } from "#dashboard/domain/filters/filter.ts";
import { isManager, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { SyncLine } from "#dashboard/features/sync/sync-line.tsx";
import { stringifySearch } from "#dashboard/lib/search-params.ts";
import { BrandMark } from "#dashboard/ui/brand-mark.tsx";
import { PersonMenu } from "./person-menu.tsx";

/** Where one is, where one can go, and who one is. */
export function TopBar() {
  const workspace = useQuery(workspaceQuery).data;
  const mine = workspace?.mine;
  const isMyLeads = useSearch({
    strict: false,
    select: (search) =>
      workspace !== undefined &&
      isMine(readLeadAddress(stringifySearch(search)).query.filter, workspace),
  });
  const isLeads = useLocation({ select: ({ pathname }) => /^\/leads\/?$/.test(pathname) });
  return (
    <header className="flex h-11 print:hidden shrink-0 items-center gap-4 border-b border-border px-4 max-sm:gap-2">
      <span className="flex shrink-0 items-center gap-2 font-semibold">
        <BrandMark />
        <span className="max-sm:sr-only">Hermon leads</span>
      </span>
      <nav aria-label="Pages" className="flex shrink-0 items-center gap-1">
        <NavLink search={{}} isCurrent={isLeads && !isMyLeads}>
          Leads
        </NavLink>
        {workspace && mine && (
          <NavLink search={{ [mine]: [workspace.person.email] }} isCurrent={isLeads && isMyLeads}>
            My leads
          </NavLink>
        )}
      </nav>
      <div className="ml-auto flex min-w-0 items-center gap-2">
        <SyncLine isManager={isManager(workspace)} />
        {workspace && <PersonMenu person={workspace.person} />}
      </div>
    </header>
  );
}

interface NavLinkProps {
  readonly search: Record<string, string[]>;
  readonly isCurrent: boolean;
  readonly children: string;
}

const NavLink = ({ search, isCurrent, children }: NavLinkProps) => (
  <Link
    to="/leads"
    search={search}
    // Both lead to the same page; the router would call both the current one.
    activeOptions={{ exact: true }}
    aria-current={isCurrent ? "page" : undefined}
    className="flex h-7 shrink-0 items-center rounded-md px-2 text-text-muted hover:bg-surface-hover hover:text-text aria-[current=page]:bg-surface-hover aria-[current=page]:font-medium aria-[current=page]:text-text forced-colors:aria-[current=page]:underline"
  >
    {children}
  </Link>
);
