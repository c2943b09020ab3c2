import { useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import { type OpenLeadAddress, readOpenLead } from "#api/lead-address.ts";
import { queryString, withQueryString } from "#api/query-string.ts";
import { openLeadMoves } from "#dashboard/domain/lead/open-lead-moves.ts";

/** Which lead is open beside the opt-ins, and at which of its opt-ins. */
type OptInsView = Partial<Pick<OpenLeadAddress, "lead" | "tab" | "optIn">>;

/** What the router's search parameters say. */
export const addressIn = (search: object): OpenLeadAddress =>
  readOpenLead(queryString({ ...search }));

/** Where a view is. Where nothing else is said, a lead is open at its opt-ins. */
export function pathOf({ lead, optIn, tab }: OptInsView): string {
  const said = { lead, "opt-in": optIn, tab: tab === "opt-ins" ? undefined : tab };
  return withQueryString("/opt-ins", queryString(said));
}

/** The ways from one view of the opt-ins to the next: the same functions for good. */
export function useOptInMoves() {
  const router = useRouter();
  return useMemo(() => {
    const viewNow = (): OptInsView => readOpenLead(router.history.location.search);
    return openLeadMoves(router, viewNow, pathOf);
  }, [router]);
}
