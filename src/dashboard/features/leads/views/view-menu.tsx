import { Menu } from "@base-ui/react/menu";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ALL_VIEW } from "#api/list-of-view.ts";
import { type AnyView, viewsQuery } from "#dashboard/domain/views/queries.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { MenuItem, MenuPopup, MenuSeparator } from "#dashboard/ui/floating/menu.tsx";
import { isOpenerPress } from "#dashboard/ui/floating/opener-press.ts";
import type { View } from "#api/contract/views/views.ts";
import * as actions from "./view-actions.ts";
import { notesOf } from "./view-link.tsx";

interface ViewMenuProps {
  readonly view: AnyView;
  /** What opened it. */
  readonly anchor: HTMLElement;
  readonly onRename: (view: View) => void;
  readonly onShow: (id: string) => void;
  readonly onClose: () => void;
}

/** What can be done with a view. Open while it is mounted. */
export function ViewMenu({ view, anchor, onRename, onShow, onClose }: ViewMenuProps) {
  const queryClient = useQueryClient();
  const { data: known } = useQuery(viewsQuery);
  const isDefault = known?.default_view === view.id;
  return (
    <Menu.Root
      open
      onOpenChange={(isOpen, details) => isOpen || isOpenerPress(anchor, details) || onClose()}
    >
      <MenuPopup
        anchor={anchor}
        align="start"
        sideOffset={4}
        aria-label={`View ${view.name}`}
        finalFocus={() => anchor}
        className="max-w-80 min-w-48"
      >
        <Notes view={view} />
        <MenuItem
          onClick={() => void actions.setDefaultView(queryClient, isDefault ? null : view.id)}
        >
          {isDefault ? "No longer open by default" : "Open by default"}
        </MenuItem>
        {view.saved && <SavedItems view={view.saved} onRename={onRename} onShow={onShow} />}
      </MenuPopup>
    </Menu.Root>
  );
}

interface SavedItemsProps extends Pick<ViewMenuProps, "onRename" | "onShow"> {
  readonly view: View;
}

/** What whoever may change a view can do besides. */
function SavedItems({ view, onRename, onShow }: SavedItemsProps) {
  const queryClient = useQueryClient();
  const { data: workspace } = useQuery(workspaceQuery);
  const { data: known } = useQuery(viewsQuery);
  const mayShare = can(workspace, "share-views");
  if (!(view.shared ? mayShare : view.own)) return null;
  const siblings = known?.views.filter(({ shared }) => shared === view.shared) ?? [];
  const at = siblings.findIndex(({ id }) => id === view.id);
  const before = (place: number) =>
    void actions.moveView(queryClient, view, siblings[place]?.id ?? null);
  return (
    <>
      <MenuItem onClick={() => onRename(view)}>Rename…</MenuItem>
      {mayShare && (
        <MenuItem onClick={() => void actions.shareView(queryClient, view, !view.shared)}>
          {view.shared ? privateLabel(view) : "Share with everyone"}
        </MenuItem>
      )}
      {at > 0 && <MenuItem onClick={() => before(at - 1)}>Move left</MenuItem>}
      {at < siblings.length - 1 && <MenuItem onClick={() => before(at + 2)}>Move right</MenuItem>}
      <MenuSeparator />
      <MenuItem
        onClick={() => {
          onShow(ALL_VIEW);
          void actions.deleteView(queryClient, view);
        }}
      >
        Delete
      </MenuItem>
    </>
  );
}

/** It goes back to whoever saved it. */
const privateLabel = ({ own, owner_name: owner }: View) =>
  own ? "Make private" : `Make private to ${owner}`;

/** What is to know of the view. */
function Notes({ view }: { readonly view: AnyView }) {
  const notes = notesOf(view);
  if (notes.length === 0) return null;
  return (
    <p className="px-2 py-1 text-xs text-text-muted">
      {notes.map((note) => note.charAt(0).toUpperCase() + note.slice(1)).join(". ")}
    </p>
  );
}
