import { Dialog } from "@base-ui/react/dialog";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { LONGEST_VIEW_NAME } from "#api/contract/views/view-changes.ts";
import type { View } from "#api/contract/views/views.ts";
import { charactersIn, isBlank } from "#api/contract/text/visible-text.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { asksForMe } from "#api/viewer-words.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Form, TextField } from "#dashboard/ui/form.tsx";
import { createView, renameView } from "./view-actions.ts";

interface SaveDialogProps {
  /** The query string of the list. */
  readonly query: string;
  /** Is given the new view's id. */
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

/** Asks what a new view is to be called, and for whom it is. */
export function SaveDialog({ query, onSaved, onClose }: SaveDialogProps) {
  const queryClient = useQueryClient();
  const { data: workspace } = useQuery(workspaceQuery);
  const [shared, setShared] = useState(false);
  const isOnesOwn = asksForMe(readLeadAddress(query).query.filter);
  const save = async (name: string) => {
    const { id } = await createView(queryClient, { name, query, shared });
    onSaved(id);
  };
  return (
    <NameDialog title="Save as new view" action="Save" name="" onName={save} onClose={onClose}>
      {can(workspace, "share-views") && (
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={shared}
            onChange={({ currentTarget }) => setShared(currentTarget.checked)}
          />
          Share with everyone
        </label>
      )}
      {shared && isOnesOwn && (
        <p className="text-text-muted">Shows everyone their own leads, not only yours.</p>
      )}
    </NameDialog>
  );
}

interface RenameDialogProps {
  readonly view: View;
  readonly onClose: () => void;
}

/** Asks for another name for a view. */
export function RenameDialog({ view, onClose }: RenameDialogProps) {
  const queryClient = useQueryClient();
  const rename = (name: string) => renameView(queryClient, view, name);
  return (
    <NameDialog
      title="Rename view"
      action="Rename"
      name={view.name}
      onName={rename}
      onClose={onClose}
    />
  );
}

interface NameDialogProps {
  readonly title: string;
  readonly action: string;
  readonly name: string;
  /** Is given the name as it was typed; what it throws is shown. */
  readonly onName: (name: string) => Promise<void>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

function NameDialog({ title, action, name, onName, onClose, children }: NameDialogProps) {
  const naming = useMutation({
    mutationFn: (typed: { name: string }) => onName(typed.name),
    onSuccess: onClose,
  });
  const buttons = (
    <div className="flex justify-end gap-2">
      <Dialog.Close render={<Button>Cancel</Button>} />
      <Button type="submit" look="primary">
        {action}
      </Button>
    </div>
  );
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-(--z-popover) bg-[oklch(0_0_0/0.3)]" />
        <Dialog.Popup className="fixed top-1/4 left-1/2 z-(--z-popover) w-96 max-w-[calc(100vw-1.5rem)] -translate-x-1/2 rounded-lg bg-surface-raised p-4 shadow-float outline-none">
          <Dialog.Title className="mb-3 text-base font-semibold">{title}</Dialog.Title>
          <Form attempt={naming} action={buttons}>
            <TextField
              label="Name"
              name="name"
              defaultValue={name}
              autoComplete="off"
              dir="auto"
              pattern={VIEW_NAME}
              wrong={`Enter a name of at most ${LONGEST_VIEW_NAME} characters`}
            />
            {children}
          </Form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Characters as people see them, which no expression counts. */
const VIEW_NAME = {
  test: (typed: string) => !isBlank(typed) && charactersIn(typed.trim()) <= LONGEST_VIEW_NAME,
};
