import type { Workspace } from "#api/contract/people.ts";

/** Whether the signed-in person may change statuses; the server refuses the others as well. */
export const canChangeStatus = (workspace: Workspace | undefined): boolean =>
  workspace !== undefined && workspace.person.role !== "viewer";

/** Whether the signed-in person sees the settings. */
export const isManager = (workspace: Workspace | undefined): boolean =>
  workspace?.person.role === "manager";
