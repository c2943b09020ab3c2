import { dates } from "#dashboard/lib/dates.ts";
import { useMinute } from "./timing.ts";

interface MomentProps {
  readonly iso: string;
  /** The day is said elsewhere. */
  readonly isOnlyTime?: boolean;
}

/** A point in time in the viewer's time zone, without the present year, all of it on hover; or a day. */
export function Moment({ iso, isOnlyTime = false }: MomentProps) {
  const now = useMinute();
  // What isn't a date is shown as it came.
  if (Number.isNaN(Date.parse(iso))) return <bdi>{iso}</bdi>;
  return (
    <time dateTime={iso} title={dates.exact(iso)} className="tabular">
      {isOnlyTime ? dates.clock(iso, Date.parse(iso)) : dates.moment(iso, now)}
    </time>
  );
}
