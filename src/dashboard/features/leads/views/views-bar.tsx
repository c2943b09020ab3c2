import "./views-bar.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDown, Ellipsis } from "lucide";
import { memo, useState } from "react";
import { writeLeadAddress } from "#api/lead-address.ts";
import { withEmailAsMe } from "#api/viewer-words.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import type { LeadList } from "#dashboard/domain/lead/view.ts";
import { useNameWithKey, useShortcut } from "#dashboard/domain/shortcuts/use-shortcut.ts";
import { type AnyView, allViews, viewsQuery } from "#dashboard/domain/views/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { wasTouch } from "#dashboard/ui/browser/last-press.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { useCurrentView } from "./current-view.ts";
import type { Opened } from "./opened-part.tsx";
import { ViewChanges } from "./view-changes.tsx";
import { ViewLink } from "./view-link.tsx";
import { useViewSizes } from "./view-sizes.ts";

const OpenedPart = lazyWithPreload(async () => (await import("./opened-part.tsx")).OpenedPart);

interface ViewsBarProps {
  readonly list: LeadList;
  /** Shows a view's own list. */
  readonly onShow: (id: string) => void;
  /** Is told which view has the list on the screen by now. */
  readonly onSaved: (id: string) => void;
}

/** How many views have a link; the others are among "More views". */
const MOST_LINKS = 14;

/** Where it isn't known yet how many leads there are. */
const LIKELY_LEADS = 1_000;

/** The views, which one looks at, and what can be done about the list that one has made of it. */
export const ViewsBar = memo(function ViewsBar({ list, onShow, onSaved }: ViewsBarProps) {
  const { data: known } = useQuery(viewsQuery);
  const current = useCurrentView(list);
  const query = useQueryString(list);
  const [open, setOpen] = useState<Opened>();
  OpenedPart.usePreload();
  const views = allViews(known);
  const shown = views.filter((one, at) => at < MOST_LINKS || one.id === current.view?.id);
  const sizeOf = useViewSizes(shown);
  const { data: counts } = useQuery({
    ...leadQueries.countsUnder(list.asked),
    placeholderData: keepPreviousData,
  });
  return (
    <nav aria-label="Views" className="views-bar">
      <ul className="views-links">
        {shown.map((view) => (
          <ViewLink
            key={view.id}
            view={view}
            size={sizeOf(view)}
            mostLeads={counts?.all ?? LIKELY_LEADS}
            isCurrent={view.id === current.view?.id}
            isChanged={current.isChanged}
          />
        ))}
      </ul>
      <div className="flex shrink-0 items-center">
        {current.view && <MenuButton view={current.view} open={open} onOpen={setOpen} />}
        <ListButton open={open} onOpen={setOpen} />
      </div>
      <ViewChanges
        current={current}
        query={query}
        onShow={onShow}
        onSaved={onSaved}
        onSaveAsNew={() => setOpen({ what: "save" })}
      />
      {open && <OpenedPart {...{ open, setOpen, views, query, onShow }} current={current.view} />}
    </nav>
  );
});

/** The query string that a list is saved with: whoever looks stands in it as `me`. */
function useQueryString({ query }: LeadList): string {
  const email = useQuery(workspaceQuery).data?.person.email;
  const saved = email === undefined ? query : withEmailAsMe(query, email);
  return writeLeadAddress({ query: saved });
}

interface OpenerProps {
  readonly open: Opened | undefined;
  readonly onOpen: (next: Opened | undefined) => void;
}

const MenuButton = ({ view, open, onOpen }: OpenerProps & { readonly view: AnyView }) => (
  <Button
    look="quiet"
    size="icon"
    aria-label={`Options for ${view.name}`}
    aria-haspopup="menu"
    aria-expanded={open?.what === "menu"}
    onClick={({ currentTarget: anchor }) =>
      onOpen(open ? undefined : { what: "menu", view, anchor })
    }
  >
    <Icon of={Ellipsis} className="size-4" />
  </Button>
);

function ListButton({ open, onOpen }: OpenerProps) {
  return (
    <Button
      look="quiet"
      size="small"
      aria-haspopup="dialog"
      aria-expanded={open?.what === "list"}
      title={useNameWithKey("More views", "views")}
      {...useShortcut("views")}
      onClick={({ currentTarget: anchor }) =>
        onOpen(open ? undefined : { what: "list", anchor, byTouch: wasTouch() })
      }
    >
      <span className="max-sm:sr-only">More views</span>
      <Icon of={ChevronDown} className="size-3 stroke-3" />
    </Button>
  );
}
