import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Lead } from "#api/contract/leads.ts";
import { OWNERS, sentenceCase } from "#api/contract/vocabulary.ts";
import { ownerNames } from "#dashboard/domain/people/owner-names.ts";
import { canChangeStatus, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { StatusBadge, StatusButton } from "#dashboard/domain/status/badge/status-badge.tsx";
import { useStatusPicker } from "#dashboard/domain/status/picker/use-status-picker.tsx";
import { cx } from "#dashboard/lib/class-names.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { leadName } from "../names.ts";
import { Contacts } from "./contacts.tsx";

/** Who it is, how to reach them, and whose they are. Of one that is gone nothing can be changed. */
export function LeadHead({ lead, isGone }: { lead: Lead | undefined; isGone: boolean }) {
  const { data: workspace } = useQuery(workspaceQuery);
  if (!lead) return <HeadPlaceholder />;
  return (
    <header className="space-y-3 px-4 pt-4 pb-3 sm:px-5">
      <div className="space-y-1.5">
        <LeadTitle name={leadName(lead)} />
        <div className="flex min-h-6">
          {isGone || !canChangeStatus(workspace) ? (
            <StatusBadge status={lead.status} />
          ) : (
            <StatusPickerButton lead={lead} />
          )}
        </div>
      </div>
      <Contacts lead={lead} />
      <Owners lead={lead} nameOf={ownerNames(workspace?.team ?? [])} />
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
      <h2 className={cx("text-lg/7 font-semibold wrap-anywhere", isCut && "line-clamp-2")}>
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

const Owners = ({ lead, nameOf }: { lead: Lead; nameOf: (email: string) => string }) => (
  <dl className="grid grid-cols-3 gap-3">
    {OWNERS.map(({ owner, field }) => {
      const email = lead[field];
      return (
        <div key={owner} className="min-w-0">
          <dt className="text-xs text-text-muted">{sentenceCase(owner)}</dt>
          <dd className="truncate" title={email ?? undefined}>
            {email === null ? (
              <span className="text-text-muted">Unassigned</span>
            ) : (
              <bdi translate="no">{nameOf(email)}</bdi>
            )}
          </dd>
        </div>
      );
    })}
  </dl>
);

/** As tall as a head with every line. */
const HeadPlaceholder = () => (
  <div className="space-y-3 px-4 pt-4 pb-3 sm:px-5">
    <div className="space-y-1.5">
      <Skeleton className="h-7 w-1/2" />
      <Skeleton className="h-6 w-24" />
    </div>
    <Skeleton className="h-19 w-2/3 pointer-coarse:h-25" />
    <Skeleton className="h-9" />
  </div>
);

/** A lead's status with a picker of its own, where it stands alone. */
function StatusPickerButton({ lead }: { readonly lead: Lead }) {
  const { press, picker } = useStatusPicker();
  return (
    <>
      <StatusButton lead={lead} onPress={press} />
      {picker}
    </>
  );
}
