import type { Dispatch, SetStateAction } from "react";
import type { View } from "#api/contract/views/views.ts";
import type { AnyView } from "#dashboard/domain/views/queries.ts";
import { RenameDialog, SaveDialog } from "./name-dialog.tsx";
import { ViewList } from "./view-list.tsx";
import { ViewMenu } from "./view-menu.tsx";

/** What the bar has open. */
export type Opened =
  | { readonly what: "menu"; readonly view: AnyView; readonly anchor: HTMLElement }
  | { readonly what: "list"; readonly anchor: HTMLElement; readonly byTouch: boolean }
  | { readonly what: "save" }
  | { readonly what: "rename"; readonly view: View };

interface OpenedPartProps {
  readonly open: Opened;
  readonly setOpen: Dispatch<SetStateAction<Opened | undefined>>;
  readonly views: readonly AnyView[];
  readonly current: AnyView | undefined;
  readonly query: string;
  readonly onShow: (id: string) => void;
}

/** What is open of what the bar opens. */
export function OpenedPart({ open, setOpen, views, current, query, onShow }: OpenedPartProps) {
  // One part may have opened another.
  const onClose = () => setOpen((now) => (now === open ? undefined : now));
  switch (open.what) {
    case "menu":
      return (
        <ViewMenu
          view={open.view}
          anchor={open.anchor}
          onRename={(view) => setOpen({ what: "rename", view })}
          onShow={onShow}
          onClose={onClose}
        />
      );
    case "list":
      return (
        <ViewList
          views={views}
          current={current}
          anchor={open.anchor}
          byTouch={open.byTouch}
          onShow={onShow}
          onClose={onClose}
        />
      );
    case "save":
      return <SaveDialog query={query} onSaved={onShow} onClose={onClose} />;
    case "rename":
      return <RenameDialog view={open.view} onClose={onClose} />;
  }
}
