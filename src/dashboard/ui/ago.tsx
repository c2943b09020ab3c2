import { dates } from "#dashboard/lib/dates.ts";
import { useTicking } from "./timing/clock.ts";

interface AgoProps {
  readonly iso: string;
  /** Where there is little room: "12s ago". */
  readonly isNarrow?: boolean;
}

/** How long ago a moment is, kept up by itself; the moment to the second on hover. */
export function Ago({ iso, isNarrow = false }: AgoProps) {
  const words = useTicking((now) => dates.ago(iso, now, isNarrow ? "narrow" : "long"));
  return (
    <time dateTime={iso} title={dates.exact(iso)} className="tabular">
      {words}
    </time>
  );
}
