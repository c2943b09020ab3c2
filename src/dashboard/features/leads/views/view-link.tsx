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
  useEffect(() => {
    const list = link.current?.closest(".views-links");
    if (!look || !list) return undefined;
    // At once, and whenever what is said and can be done about a change takes room from the links.
    const observer = new ResizeObserver(() => link.current && bringIntoSight(link.current, list));
    observer.observe(list);
    return () => observer.disconnect();
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
function bringIntoSight(link: HTMLElement, list: Element): void {
  const [room, place] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
  const [before, after] = [place.left - FADE - room.left, place.right + FADE - room.right];
  list.scrollLeft += Math.max(0, after) + Math.min(0, before);
}

/** In pixels, what an edge of the list may fade of its links. */
const FADE = 28;

const LINK =
  "flex h-8 flex-col justify-center rounded-md px-2 leading-4 -outline-offset-2 text-text-muted hover:bg-surface-hover hover:text-text pointer-coarse:h-10 aria-[current=page]:bg-surface-hover aria-[current=page]:font-medium aria-[current=page]:text-text forced-colors:aria-[current=page]:underline";

/** What is to know of a view that everyone has. */
export function notesOf({ saved }: AnyView): readonly string[] {
  if (!saved?.shared) return [];
  const isOnesOwn = asksForMe(readLeadAddress(saved.query).query.filter);
  return ["shared", ...(isOnesOwn ? ["“Me” is whoever looks"] : [])];
}
