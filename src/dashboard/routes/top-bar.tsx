import { BrandMark } from "#dashboard/ui/brand-mark.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ME } from "#api/contract/vocabulary.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { PersonMenu } from "./person-menu.tsx";

/** Where one is, where one can go, and who one is. */
export function TopBar() {
  const workspace = useQuery(workspaceQuery).data;
  const mine = workspace?.mine;
  const isMine = useSearch({
    strict: false,
    select: (search) => Boolean(mine && search[mine]?.includes(ME)),
  });
  return (
    <header className="flex h-11 shrink-0 items-center gap-4 border-b border-border px-4">
      <span className="flex items-center gap-2 font-semibold">
        <BrandMark />
        <span className="max-sm:sr-only">Hermon leads</span>
      </span>
      <nav aria-label="Pages" className="flex items-center gap-1">
        <NavLink search={{}} isCurrent={!isMine}>
          Leads
        </NavLink>
        {mine && (
          <NavLink search={{ [mine]: [ME] }} isCurrent={isMine}>
            My leads
          </NavLink>
        )}
      </nav>
      <div className="ml-auto">{workspace && <PersonMenu person={workspace.person} />}</div>
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
    className="flex h-7 items-center rounded-md px-2 text-text-muted hover:bg-surface-hover hover:text-text aria-[current=page]:bg-surface-hover aria-[current=page]:font-medium aria-[current=page]:text-text"
  >
    {children}
  </Link>
);
