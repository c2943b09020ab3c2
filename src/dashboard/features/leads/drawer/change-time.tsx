import type { StatusChange } from "#api/contract/lead-views.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { changeSpan } from "./change-span.ts";

/** When a status was changed; of a change seen in Hermon, between which two moments. */
export function ChangeTime({ change }: { readonly change: StatusChange }) {
  const span = changeSpan(change);
  if (!span) return <Moment iso={change.at} />;
  return (
    <>
      Between <Moment iso={span.from} /> and{" "}
      {span.isWithinDay ? <TimeOfDay iso={span.to} /> : <Moment iso={span.to} />}
    </>
  );
}

const TimeOfDay = ({ iso }: { readonly iso: string }) => (
  <time dateTime={iso} title={dates.exact(iso)} className="tabular">
    {dates.clock(iso, Date.parse(iso))}
  </time>
);
