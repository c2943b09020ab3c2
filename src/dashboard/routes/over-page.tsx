import { useRouter } from "@tanstack/react-router";
import { ALL_LEADS } from "#api/contract/leads/lead-query.ts";
import { addressOf } from "#dashboard/domain/lead/view.ts";
import type { CommandActions } from "#dashboard/features/commands/commands.ts";
import { Help } from "#dashboard/features/commands/help.tsx";
import { Palette } from "#dashboard/features/commands/palette.tsx";
import { useLeadMoves } from "#dashboard/features/leads/address.ts";
import { notify } from "#dashboard/ui/notices/notices.ts";
import { useSignOut } from "./use-sign-out.ts";

/** What can be open over any page. */
export type Opened = "help" | "palette";

interface OverPageProps {
  readonly open: Opened;
  /** The lead that is open beside a list. */
  readonly leadId: string | undefined;
  /** Takes back the latest status change. */
  readonly undo: () => void;
  readonly setOpen: (open: Opened | undefined) => void;
}

/** What is open over the page. */
export function OverPage({ open, leadId, undo, setOpen }: OverPageProps) {
  const actions = usePaletteActions(undo, () => setOpen("help"));
  const close = () => setOpen(undefined);
  if (open === "help") return <Help onClose={close} />;
  return <Palette leadId={leadId} actions={actions} onClose={close} />;
}

/** What the palette has the page do. */
function usePaletteActions(undo: () => void, showHelp: () => void): CommandActions {
  const router = useRouter();
  const moves = useLeadMoves();
  const leaving = useSignOut();
  return {
    undo,
    showHelp,
    // Beside the list where one is, as far as it is one of leads.
    openLead: (lead) => {
      if (/^\/leads\/?$/.test(router.history.location.pathname)) moves.open({ lead });
      else void router.navigate({ href: addressOf({ query: ALL_LEADS, lead }) });
    },
    // The palette is closed by the time that it fails.
    signOut: () =>
      void leaving
        .mutateAsync()
        .catch((reason: unknown) =>
          notify({ about: "sign out", kind: "problem", title: "Couldn't sign out", reason }),
        ),
  };
}
