import type { LeadDetails } from "#api/contract/leads/leads.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";

const RECORDS = [
  ["Notes", "notes"],
  ["Appointments", "appointments"],
  ["Contracts", "contracts"],
  ["Payments", "payments"],
  ["Opt-ins", "opt_ins"],
] as const satisfies readonly (readonly [string, keyof LeadDetails["counts"]])[];

/** How much of everything there is; what there is none of stands back. */
export const Records = ({ counts }: { readonly counts: LeadDetails["counts"] | undefined }) => (
  <dl className="grid grid-cols-[repeat(auto-fit,minmax(5.5rem,1fr))] gap-2">
    {RECORDS.map(([name, kind]) => (
      <div key={kind} className="flex flex-col-reverse">
        <dt className="text-xs text-text-muted">{name}</dt>
        <dd
          className={cx(
            "tabular h-6 text-base/6",
            counts?.[kind] === 0 ? "text-text-muted" : "font-semibold",
          )}
        >
          {counts ? inDigits(counts[kind]) : <Skeleton className="mt-1 h-4 w-6" />}
        </dd>
      </div>
    ))}
  </dl>
);
