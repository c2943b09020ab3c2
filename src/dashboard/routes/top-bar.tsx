import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useSearch } from "@tanstack/react-router";
import { isMine } from "#dashboard/domain/filters/filter.ts";
import { addressIn } from "#dashboard/domain/lead/view.ts";
import { useIsLive } from "#dashboard/domain/sync/sync.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { LiveState } from "#dashboard/features/sync/live-state.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { BrandMark } from "#dashboard/ui/brand-mark.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { SearchBox } from "./search-box.tsx";

const SyncLine = lazyWithPreload(
  async () => (await import("#dashboard/features/sync/sync-line.tsx")).SyncLine,
);

/** Where one is, where one can go, and who one is. */
export function TopBar() {
  const workspace = useQuery(workspaceQuery).data;
  const mine = workspace?.mine;
  const isLive = useIsLive();
  const isMyLeads = useSearch({
    strict: false,
    select: (search) =>
      workspace !== undefined && isMine(addressIn(search).query.filter, workspace),
  });
  const pathname = useLocation({ select: (location) => location.pathname });
  const isLeads = /^\/leads\/?$/.test(pathname);
  return (
    <header className="flex h-11 print:hidden shrink-0 items-center gap-4 border-b border-border px-4 max-sm:h-auto max-sm:flex-wrap max-sm:gap-x-2 max-sm:gap-y-0 max-sm:pb-1.5">
      <div className="flex h-full min-w-0 items-center gap-4 max-sm:h-11 max-sm:flex-1 max-sm:gap-2 lg:min-w-max lg:flex-[1_0_0]">
        <span className="flex shrink-0 items-center gap-2 font-semibold">
          <BrandMark />
          <span className="max-sm:sr-only">Hermon leads</span>
        </span>
        {/* In large text on a phone there is room for some of it: the page one is on, and one swipes. */}
        <nav
          aria-label="Pages"
          className="flex h-full min-w-0 items-center gap-1 overflow-x-auto max-sm:h-11 max-sm:flex-1 max-sm:gap-0 [scrollbar-width:none]"
        >
          <Link to="/leads" search={{}} {...current(isLeads && !isMyLeads)}>
            Leads
          </Link>
          {workspace && mine && (
            <Link
              to="/leads"
              search={{ [mine]: [workspace.person.email] }}
              {...current(isLeads && isMyLeads)}
            >
              My leads
            </Link>
          )}
          <Link to="/opt-ins" {...current(/^\/opt-ins\/?$/.test(pathname))}>
            Opt-ins
          </Link>
          <Link to="/settings/me" {...current(pathname.startsWith("/settings/"))}>
            Settings
          </Link>
        </nav>
      </div>
      <SearchBox />
      <div className="ml-auto flex min-w-0 shrink-0 items-center justify-end gap-2 max-sm:-me-2 lg:flex-[1_0_0]">
        <LiveState />
        {isLive && <SyncLine isManager={can(workspace, "see-connection")} />}
        {workspace && <PersonMenu person={workspace.person} />}
      </div>
    </header>
  );
}

/** What a link to a page is besides where it leads. Not the router's word: two lead to the leads. */
const current = (isCurrent: boolean) =>
  ({
    activeOptions: { exact: true },
    "aria-current": isCurrent ? "page" : undefined,
    className:
      "flex h-7 shrink-0 items-center rounded-md px-2 -outline-offset-2 text-text-muted hover:bg-surface-hover hover:text-text aria-[current=page]:bg-surface-hover aria-[current=page]:font-medium aria-[current=page]:text-text aria-[current=page]:[scroll-initial-target:nearest] max-sm:px-1.5 forced-colors:aria-[current=page]:underline",
  }) as const;
