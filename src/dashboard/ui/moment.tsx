import { dates } from "#dashboard/lib/dates.ts";

/** A point in time in the viewer's time zone, to the second on hover; or a day. */
export function Moment({ iso }: { readonly iso: string }) {
  // What isn't a date is shown as it came.
  if (Number.isNaN(Date.parse(iso))) return <bdi>{iso}</bdi>;
  return (
    <time dateTime={iso} title={dates.exact(iso)} className="tabular">
      {dates.moment(iso)}
    </time>
  );
}
