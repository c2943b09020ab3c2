import { dates } from "#dashboard/lib/dates.ts";

const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A point in time in the viewer's language and zone, to the second on hover. */
export function Moment({ iso }: { readonly iso: string }) {
  const at = new Date(iso);
  // What isn't a date is shown as it came.
  if (Number.isNaN(at.getTime())) return <bdi>{iso}</bdi>;
  return (
    <time dateTime={iso} title={dates.exact(iso)} className="tabular">
      {dayAndTime.format(at)}
    </time>
  );
}
