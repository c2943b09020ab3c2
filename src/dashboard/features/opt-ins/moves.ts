import { useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import { readOpenLead } from "#api/lead-address.ts";
import { openLeadMoves } from "#dashboard/domain/lead/open-lead-moves.ts";
import { type OptInsView, searchOf } from "./address.ts";

/** The ways from one view of the opt-ins to the next: the same functions for good. */
export type OptInMoves = ReturnType<typeof useOptInMoves>;

export function useOptInMoves() {
  const router = useRouter();
  return useMemo(() => {
    const viewNow = (): OptInsView => readOpenLead(router.history.location.search);
    return openLeadMoves(router, { path: "/opt-ins", viewNow, searchOf });
  }, [router]);
}
