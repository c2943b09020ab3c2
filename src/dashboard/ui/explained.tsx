import { explain } from "#api/errors.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { useTicking } from "#dashboard/lib/use-ticking.ts";

/**
 * What went wrong and what to do. A wait counts down on the screen; who has it read out hears once
 * until when, or an alert would speak every second.
 */
export function Explained({ error }: { readonly error: unknown }) {
  const { what, retryAt } = explain(error);
  const next = useTicking((now) => explain(error, now).next);
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
