import type { QueryClient } from "@tanstack/react-query";
import { type ColumnLayout, setColumnLayout } from "#api/contract/views/column-layouts.ts";
import { isOtherPerson, isSignedOut } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { notify, withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { keepLayout, unsavedLayout } from "./column-layouts.ts";

const ABOUT = "columns";

/** The views whose layout is being saved. */
const saving = new Set<string>();

/** Saves what was last chosen for a view: one request at a time, so that the last one wins. */
export async function saveLayout(
  queryClient: QueryClient,
  person: string,
  view: string,
): Promise<void> {
  if (saving.has(view)) return;
  saving.add(view);
  try {
    await sendAll(queryClient, person, view);
    withdrawNotice(ABOUT);
  } catch (error) {
    // It stays kept for when they are back.
    if (isSignedOut(error) || isOtherPerson(error)) return;
    notify({
      about: ABOUT,
      kind: "problem",
      title: "Couldn't save the columns",
      reason: error,
      actions: [{ label: "Try again", act: () => void saveLayout(queryClient, person, view) }],
    });
  } finally {
    saving.delete(view);
  }
}

async function sendAll(queryClient: QueryClient, person: string, view: string): Promise<void> {
  for (;;) {
    const layout = unsavedLayout(person, view);
    if (!layout) return;
    await api.call(setColumnLayout, { params: { view }, body: layout });
    // An answer that was read before would bring the old layout back.
    await queryClient.cancelQueries(workspaceQuery);
    showSaved(queryClient, view, layout);
    // Unless something else was chosen meanwhile.
    if (unsavedLayout(person, view) === layout) keepLayout(person, view, undefined);
  }
}

const showSaved = (queryClient: QueryClient, view: string, layout: ColumnLayout) =>
  queryClient.setQueryData(
    workspaceQuery.queryKey,
    (workspace) =>
      workspace && {
        ...workspace,
        column_layouts: { ...workspace.column_layouts, [view]: layout },
      },
  );
