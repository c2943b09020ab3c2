import { dates } from "#dashboard/lib/dates.ts";
import { useTicking } from "./timing.ts";

interface AgoProps {
  readonly iso: string;
  /** Narrow, "12s ago", where there is little room. */
  readonly words?: "long" | "narrow";
}

/** How long ago a moment is, kept up by itself; the moment to the second on hover. */
export const Ago = ({ iso, words }: AgoProps) => (
  <time dateTime={iso} title={dates.exact(iso)} className="tabular">
    {useTicking((now) => dates.ago(iso, now, words))}
  </time>
);
