import type { RegisteredRouter } from "@tanstack/react-router";
import type { LeadTab } from "#api/lead-address.ts";
import type { OpenLead } from "./drawer/drawer-bar.tsx";
import type { LeadView } from "./view.ts";

/**
 * The ways to a lead beside a list, from it to the next, and back to the list.
 * @param viewNow what the address says by now, which may be newer than what shows
 * @param addressOf where a view is
 */
export function openLeadMoves<View extends Pick<LeadView, "lead" | "tab" | "optIn">>(
  { navigate, history }: RegisteredRouter,
  viewNow: () => View,
  addressOf: (view: View) => string,
) {
  const move = (
    how: "push" | "replace",
    change: (view: View) => View,
    isOverList = history.location.state.isOverList ?? false,
  ) => {
    void navigate({
      href: addressOf(change(viewNow())),
      replace: how === "replace",
      state: isOverList ? { isOverList } : {},
    });
  };
  return {
    move,
    open: ({ lead, optIn }: OpenLead) => {
      // Going on to another one isn't a step back: Back closes the drawer.
      if (viewNow().lead) move("replace", (view) => ({ ...view, lead, optIn }));
      else move("push", (view) => ({ ...view, lead, optIn }), true);
    },
    close: () => {
      if (history.location.state.isOverList) history.back();
      else {
        move("replace", (view) => ({ ...view, lead: undefined, tab: undefined, optIn: undefined }));
      }
    },
    showTab: (tab: LeadTab) => move("replace", (view) => ({ ...view, tab })),
    /** Takes out of the address what it says in vain. */
    tidy: () => move("replace", (view) => view),
  };
}
