import { Link } from "@tanstack/react-router";
import { Users } from "lucide";
import { useEffect, useRef } from "react";
import { readLeadAddress } from "#api/lead-address.ts";
import { asksForMe } from "#api/viewer-words.ts";
import type { AnyView } from "#dashboard/domain/views/queries.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Icon } from "#dashboard/ui/icon.tsx";

interface ViewLinkProps {
  readonly view: AnyView;
  /** How many leads it has, once that is known. */
  readonly size: number | undefined;
  /** No view has more, so that there is room for the number before it comes. */
  readonly mostLeads: number;
  readonly isCurrent: boolean;
  /** Whether the list on the screen is another one than its own. */
  readonly isChanged: boolean;
}

/** Leads to a view's own list. */
export function ViewLink({ view, size, mostLeads, isCurrent, isChanged }: ViewLinkProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const look = isCurrent && (isChanged ? "changed" : "shown");
  // What can be done about a change takes room from the links.
  useEffect(() => {
    if (look && link.current) scrollToLink(link.current);
  }, [look]);
  const notes = notesOf(view);
  return (
    <li className="flex shrink-0">
      <Link
        ref={link}
        to="/leads"
        search={{ view: view.id }}
        activeOptions={{ exact: true }}
        aria-current={isCurrent ? "page" : undefined}
        title={[view.name, ...notes].join("\n")}
        className={LINK}
      >
        <span className="flex items-center gap-1.5">
          {view.saved?.shared && <Icon of={Users} className="size-3 text-text-muted" />}
          <bdi className="max-w-48 truncate">{view.name}</bdi>
          {look === "changed" && <span aria-hidden className="size-1.5 rounded-full bg-accent" />}
        </span>
        {/* Below the name: the room that waits for it makes no gap between two views. */}
        <span
          className="tabular h-3 text-[0.6875rem]/3 font-normal text-text-muted"
          style={{ minWidth: `${inDigits(mostLeads).length}ch` }}
        >
          {size !== undefined && (
            <>
              <span className="sr-only">, </span>
              <span>{inDigits(size)}</span>
            </>
          )}
        </span>
        <span className="sr-only">
          {[...notes, ...(look === "changed" ? [look] : [])].map((note) => `, ${note}`).join("")}
        </span>
      </Link>
    </li>
  );
}

/** By scrolling its list as far as it takes; after `scrollIntoView`, Tab would go on from the link. */
function scrollToLink(link: HTMLElement): void {
  const list = link.closest(".views-links");
  if (!list) return;
  const [room, place] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
  list.scrollLeft += Math.max(0, place.right - room.right) + Math.min(0, place.left - room.left);
}

const LINK =
  "flex h-8 flex-col justify-center rounded-md px-2 leading-4 -outline-offset-2 text-text-muted hover:bg-surface-hover hover:text-text pointer-coarse:h-10 aria-[current=page]:bg-surface-hover aria-[current=page]:font-medium aria-[current=page]:text-text forced-colors:aria-[current=page]:underline";

/** What is to know of a view that everyone has. */
export function notesOf({ saved }: AnyView): readonly string[] {
  if (!saved?.shared) return [];
  const isOnesOwn = asksForMe(readLeadAddress(saved.query).query.filter);
  return ["shared", ...(isOnesOwn ? ["“Me” is whoever looks"] : [])];
}
