import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { LeadView } from "#api/contract/leads/lead-views.ts";
import { leadName } from "#dashboard/domain/people/names.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { StatusBadge, StatusButton } from "#dashboard/domain/status/badge/status-badge.tsx";
import { useStatusPicker } from "#dashboard/domain/status/picker/use-status-picker.tsx";
import { cx } from "#dashboard/lib/class-names.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { Contacts } from "./contacts.tsx";

interface LeadHeadProps {
  readonly lead: Lead | undefined;
  readonly details: LeadView | undefined;
  /** Then nothing of it can be changed. */
  readonly isGone: boolean;
  /** Another status was chosen, and shows by now. */
  readonly onStatusChosen: () => void;
}

/** Who it is, how far they are, and how to reach them. */
export function LeadHead({ lead, details, isGone, onStatusChosen }: LeadHeadProps) {
  const { data: workspace } = useQuery(workspaceQuery);
  if (!lead) return <HeadPlaceholder />;
  return (
    <header className="space-y-3 px-4 pt-4 pb-3 sm:px-5">
      <div className="space-y-1.5">
        <LeadTitle name={leadName(lead)} />
        <div className="flex min-h-6">
          {isGone || !can(workspace, "change-status") ? (
            <StatusBadge status={lead.status} />
          ) : (
            <StatusPickerButton lead={lead} onChosen={onStatusChosen} />
          )}
        </div>
      </div>
      <Contacts lead={lead} written={details?.phone} />
    </header>
  );
}

/** More than any name; a longer text shows its beginning. */
const LONGEST_NAME = 120;

/** The lead's full name, whatever someone typed into the form. */
function LeadTitle({ name }: { readonly name: string }) {
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && name.length > LONGEST_NAME;
  return (
    <div>
      {/* Marks that pile up on a letter stay on its line. */}
      <h2
        className={cx(
          "text-lg/7 font-semibold wrap-anywhere",
          isCut ? "line-clamp-2" : "-my-1 overflow-y-clip py-1",
        )}
      >
        <bdi translate="no">{name}</bdi>
      </h2>
      {isCut && (
        <Button look="quiet" size="small" className="-ml-2" onClick={() => setWhole(true)}>
          Show all of the name
        </Button>
      )}
    </div>
  );
}

/** As tall as a head with every line. */
const HeadPlaceholder = () => (
  <div className="space-y-3 px-4 pt-4 pb-3 sm:px-5">
    <div className="space-y-1.5">
      <Skeleton className="h-7 w-1/2" />
      <Skeleton className="h-6 w-24" />
    </div>
    <div className="space-y-2">
      <Skeleton className="h-8 w-1/2 pointer-coarse:h-11" />
      <Skeleton className="h-12 w-2/3 pointer-coarse:h-18" />
    </div>
  </div>
);

/** A lead's status with a picker of its own, where it stands alone. */
function StatusPickerButton({ lead, onChosen }: { lead: Lead; onChosen: () => void }) {
  const { press, picker } = useStatusPicker(onChosen);
  return (
    <>
      <StatusButton lead={lead} onPress={press} />
      {picker}
    </>
  );
}
