import { dates } from "#dashboard/lib/dates.ts";

interface MomentProps {
  readonly iso: string;
  /** The day is said elsewhere. */
  readonly isOnlyTime?: boolean;
}

/** A point in time in the viewer's time zone, to the second on hover; or a day. */
export function Moment({ iso, isOnlyTime = false }: MomentProps) {
  // What isn't a date is shown as it came.
  if (Number.isNaN(Date.parse(iso))) return <bdi>{iso}</bdi>;
  return (
    <time dateTime={iso} title={dates.exact(iso)} className="tabular">
      {isOnlyTime ? dates.clock(iso, Date.parse(iso)) : dates.moment(iso)}
    </time>
  );
}
