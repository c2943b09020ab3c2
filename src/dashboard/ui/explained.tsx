import { explain, isUnanswered } from "#api/errors.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { serverUnreachableSince } from "./state/reachability.ts";
import { useTicking } from "./timing.ts";

/** What went wrong and what to do. A wait counts down to see, and is read out once: until when. */
export function Explained({ error }: { readonly error: unknown }) {
  const { what, retryAt } = explain(error);
  const next = useTicking((now) => explain(error, now).next);
  // Why it can't be reached and since when, the page says once, at its lower edge.
  const isAway = serverUnreachableSince.use() !== undefined;
  if (isAway && isUnanswered(error)) return <span>This works again once the server is back.</span>;
  if (retryAt === undefined) return <span>{`${what} ${next}`}</span>;
  return (
    <span>
      <span>{what}</span>{" "}
      <span aria-hidden className="tabular whitespace-nowrap">
        {next}
      </span>
      <span className="sr-only">
        {`Try again after ${dates.toTheSecond(new Date(retryAt).toISOString())}.`}
      </span>
    </span>
  );
}
