import type { QueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import * as changing from "#api/contract/views/view-changes.ts";
import type { View } from "#api/contract/views/views.ts";
import { ApiError } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import { viewsQuery } from "#dashboard/domain/views/queries.ts";
import { quoted } from "#dashboard/lib/quoted.ts";
import { notify, withdrawNotice } from "#dashboard/ui/notices/notices.ts";

/* What is done to views. What it comes to is read from the server: others may have done something, too. */

const UNDO_MS = 8_000;

const refetchViews = (queryClient: QueryClient) =>
  queryClient.query({ ...viewsQuery, staleTime: 0 });

/** Saves a list as a new view, and gives it. */
export async function createView(
  queryClient: QueryClient,
  view: Pick<View, "name" | "query" | "shared">,
): Promise<View> {
  const made = await api.call(changing.createView, { body: view });
  await refetchViews(queryClient);
  return made;
}

/** Gives a view another name. */
export async function renameView(
  queryClient: QueryClient,
  view: View,
  name: string,
): Promise<void> {
  await change(view, { name });
  await refetchViews(queryClient);
}

/** Saves another list as the view's, unless somebody else has saved one since that version. */
export function saveView(queryClient: QueryClient, view: View, query: string): Promise<boolean> {
  return attempt(queryClient, view, "Couldn't save the view", async () => {
    await change(view, { query });
    notify({
      about: aboutOf(view),
      kind: "news",
      title: `Saved ${quoted(view.name)}`,
      lastsMs: UNDO_MS,
    });
  });
}

export const shareView = (queryClient: QueryClient, view: View, shared: boolean) =>
  attempt(
    queryClient,
    view,
    shared ? "Couldn't share the view" : "Couldn't make the view private",
    () => change(view, { shared }),
  );

/** Puts a view before another one, or behind all of its kind. */
export const moveView = (queryClient: QueryClient, view: View, before: string | null) =>
  attempt(queryClient, view, "Couldn't move the view", () =>
    api.call(changing.moveView, { params: { id: view.id }, body: { before } }),
  );

/** Has the person begin with a view; `null`: with none. */
export async function setDefaultView(queryClient: QueryClient, view: string | null): Promise<void> {
  try {
    await api.call(changing.setDefaultView, { body: { view } });
  } catch (reason) {
    notify({ about: "default view", kind: "problem", title: "Couldn't choose the view", reason });
  }
  await refetchViews(queryClient);
}

/** Deletes a view, which a notice can take back. */
export const deleteView = (queryClient: QueryClient, view: View) =>
  attempt(queryClient, view, "Couldn't delete the view", async () => {
    await api.call(changing.deleteView, { params: { id: view.id } });
    notify({
      about: aboutOf(view),
      kind: "news",
      title: `Deleted ${quoted(view.name)}`,
      actions: [{ label: "Undo", key: "z", act: () => void restoreView(queryClient, view) }],
      lastsMs: UNDO_MS,
    });
  });

const restoreView = (queryClient: QueryClient, view: View) =>
  attempt(queryClient, view, "Couldn't restore the view", () =>
    api.call(changing.restoreView, { params: { id: view.id } }),
  );

const aboutOf = ({ id }: View) => `view ${id}`;

const change = ({ id, version }: View, body: Partial<Pick<View, "name" | "query" | "shared">>) =>
  api.call(changing.updateView, { params: { id }, body: { expected_version: version, ...body } });

/** Does it, shows the views as they are by then, and tells whether it was done. */
async function attempt(
  queryClient: QueryClient,
  view: View,
  failed: string,
  act: () => Promise<unknown>,
): Promise<boolean> {
  let isDone = true;
  try {
    withdrawNotice(aboutOf(view));
    await act();
  } catch (reason) {
    isDone = false;
    const present = conflictIn(reason);
    notify({
      about: aboutOf(view),
      kind: "problem",
      title: failed,
      ...(present ? { detail: `${present.changed_by} changed it in between.` } : { reason }),
    });
  }
  await refetchViews(queryClient);
  return isDone;
}

function conflictIn(error: unknown): View | undefined {
  if (!(error instanceof ApiError) || error.status !== 409) return undefined;
  return z.safeParse(changing.ViewConflict, error.details).data?.view;
}
