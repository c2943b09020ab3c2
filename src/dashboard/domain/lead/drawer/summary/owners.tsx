import { useQuery } from "@tanstack/react-query";
import type { Lead } from "#api/contract/leads/leads.ts";
import { OWNERS, sentenceCase } from "#api/contract/vocabulary.ts";
import { ownerNames } from "#dashboard/domain/people/names.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { Avatar } from "#dashboard/ui/avatar/avatar.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";

/** Whose a lead is, side by side as wide as each is; on a phone below each other. No name is cut. */
export function Owners({ lead }: { readonly lead: Lead | undefined }) {
  const { data: workspace } = useQuery(workspaceQuery);
  const nameOf = ownerNames(workspace?.team ?? []);
  return (
    <dl className="grid gap-x-3 gap-y-1.5 sm:grid-cols-[repeat(3,auto)]">
      {OWNERS.map(({ owner, field }) => (
        <div key={owner} className="min-w-0 max-sm:flex max-sm:flex-wrap max-sm:gap-x-2">
          <dt className="text-xs text-text-muted max-sm:w-16 max-sm:leading-5">
            {sentenceCase(owner)}
          </dt>
          <dd className="min-w-0 sm:mt-0.5" title={lead?.[field] ?? undefined}>
            <Owner email={lead?.[field]} nameOf={nameOf} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface OwnerProps {
  /** Missing until the lead is known. */
  readonly email: string | null | undefined;
  readonly nameOf: (email: string) => string;
}

function Owner({ email, nameOf }: OwnerProps) {
  if (email === undefined) return <Skeleton className="h-5 min-w-24" />;
  if (email === null) return <span className="text-text-muted">Unassigned</span>;
  const name = nameOf(email);
  return (
    <div className="flex gap-1.5">
      <Avatar name={name} />
      <span translate="no" className="own-direction min-w-0 wrap-anywhere">
        {name}
      </span>
    </div>
  );
}
