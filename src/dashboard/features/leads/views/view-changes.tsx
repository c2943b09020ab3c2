import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import type { View } from "#api/contract/views/views.ts";
import { workspaceQuery, can } from "#dashboard/domain/workspace.ts";
import { quoted } from "#dashboard/lib/quoted.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { notify } from "#dashboard/ui/notices/notices.ts";
import type { CurrentView } from "./current-view.ts";
import { useEditBase } from "./edit-base.ts";

interface ViewChangesProps {
  readonly current: CurrentView;
  /** The query string of the list on the screen. */
  readonly query: string;
  readonly onShow: (id: string) => void;
  /** Is told which view has the list on the screen by now. */
  readonly onSaved: (id: string) => void;
  readonly onSaveAsNew: () => void;
}

/** What can be done about a list that is another one than its view's. */
export function ViewChanges({ current, query, onShow, onSaved, onSaveAsNew }: ViewChangesProps) {
  const { view, isChanged, gone } = current;
  const queryClient = useQueryClient();
  const { data: workspace } = useQuery(workspaceQuery);
  const saved = view?.saved;
  const base = useEditBase(saved, isChanged);
  const mayChange = saved && (saved.shared ? can(workspace, "share-views") : saved.own);
  const note = gone ? goneNote(gone) : saved && base?.isOld && isChanged && oldNote(saved);
  return (
    <>
      <div role="status" className="view-note min-w-0 text-text-muted">
        {note}
      </div>
      {isChanged && (
        <div className="view-changes ml-auto flex shrink-0 flex-wrap items-center justify-end gap-1">
          {saved && base && mayChange && !base.isOld && (
            <Button
              look="primary"
              size="small"
              onClick={() => save(queryClient, { ...saved, version: base.version }, query, onSaved)}
            >
              Save view
            </Button>
          )}
          {can(workspace, "save-views") && (
            <Button look="quiet" size="small" onClick={onSaveAsNew}>
              Save as new view
            </Button>
          )}
          {view && (
            <Button look="quiet" size="small" onClick={() => onShow(view.id)}>
              {base?.isOld ? "Take theirs" : "Discard changes"}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

const goneNote = ({ name }: View) =>
  `${quoted(name)} is no longer there: it was deleted or made private. The list stays.`;

const oldNote = ({ name, changed_by: by }: View) =>
  `${by} saved ${quoted(name)} in between. Your changes are not saved.`;

/** Should the code for it not be had, that is said as any other failure. */
function save(
  queryClient: QueryClient,
  view: View,
  query: string,
  onSaved: (id: string) => void,
): void {
  import("./view-actions.ts")
    .then(({ saveView }) => saveView(queryClient, view, query))
    .then((isSaved) => isSaved && onSaved(view.id))
    .catch((reason: unknown) =>
      notify({
        about: `view ${view.id}`,
        kind: "problem",
        title: "Couldn't save the view",
        reason,
      }),
    );
}
