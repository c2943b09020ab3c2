import type { RegisteredRouter } from "@tanstack/react-router";
import type { LeadPosition } from "#api/contract/leads/lead-views.ts";
import type { LeadTab } from "#api/lead-address.ts";
import type { AddressParts } from "./view.ts";

/** What the drawer has open: a lead, at one of its opt-ins where that is what the list is of. */
export interface OpenLead {
  readonly lead: string;
  readonly optIn?: string | undefined;
}

/** What the list beside the drawer has next to that. */
export interface Neighbours {
  /** What the list is of. */
  readonly of: "lead" | "opt-in";
  /** Where that is in the list, or would be; missing until it is known. */
  readonly place?: Place | undefined;
  readonly previous?: OpenLead | null;
  readonly next?: OpenLead | null;
}

export type Place = Pick<LeadPosition, "index" | "total" | "matches">;

export type OpenLeadMoves = Omit<ReturnType<typeof openLeadMoves>, "move">;

/**
 * The ways to a lead beside a list, from it to the next, and back to the list.
 * @param viewNow what the address says by now, which may be newer than what shows
 * @param addressOf where a view is
 */
export function openLeadMoves<View extends Pick<AddressParts, "lead" | "tab" | "optIn">>(
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
