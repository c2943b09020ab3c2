import { PURPOSES, type Purpose } from "#api/contract/sync.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { pageLanguage } from "#dashboard/lib/language.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { Panel } from "./page-parts.tsx";
import type { Hermon } from "./queries.ts";

const NAMES = {
  person: "For people",
  key: "For API keys",
  poll: "Polling",
  scan: "Scanning",
  backfill: "Filling in details",
} as const satisfies Record<Purpose, string>;

const decimal = new Intl.NumberFormat(pageLanguage, { maximumFractionDigits: 1 });

/** What the request budget goes to, in the order in which it is given out. */
export const RecentRequests = ({ hermon }: { readonly hermon: Hermon }) => (
  <Panel title="Requests in the last minute">
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-3">
      {PURPOSES.map((purpose) => (
        <div key={purpose} className="flex flex-col-reverse justify-end">
          <dt className="text-xs text-text-muted">{NAMES[purpose]}</dt>
          <dd className="tabular text-base/6 font-semibold">
            {inDigits(hermon.requests_last_minute[purpose])}
          </dd>
        </div>
      ))}
    </dl>
    <p className="tabular mt-3 border-t border-border pt-3 text-text-muted">
      {rateInWords(hermon.rate)}
    </p>
  </Panel>
);

function rateInWords({ now, most }: Hermon["rate"]): string {
  const budget = `${decimal.format(most)} requests a second at most`;
  return now < most
    ? `${budget}; ${decimal.format(now)} now, and rising again: Hermon was busy or away.`
    : `${budget}.`;
}

/** "Leads 101 to 200 of Hermon's list". */
function partInWords({ list, from, to }: Hermon["unreadable"]["parts"][number]): string {
  const row = list === "leads" ? "Lead" : "Opt-in";
  if (to === null) return `${row}s from ${inDigits(from)} of Hermon's list on`;
  if (from === to) return `${row} ${inDigits(from)} of Hermon's list`;
  return `${row}s ${inDigits(from)} to ${inDigits(to)} of Hermon's list`;
}

const TITLE = "Rows that can't be read";

/** Rows of Hermon's that aren't here, and why not. */
export function UnreadableRows({
  unreadable: { count, latest, parts },
}: Pick<Hermon, "unreadable">) {
  const inParts = parts.reduce((sum, { from, to }) => sum + (to === null ? 0 : to - from + 1), 0);
  return (
    <Panel title={count === 0 ? TITLE : `${TITLE}: ${inDigits(count)}`}>
      {count === 0 && parts.length === 0 && <p className="text-text-muted">None</p>}
      {latest.length < count - inParts && (
        <p className="mb-2 text-text-muted">{`The latest ${inDigits(latest.length)}`}</p>
      )}
      <ul className="space-y-2">
        {parts.map((part) => (
          <li key={`${part.list} ${part.from}`}>
            <p>{partInWords(part)}</p>
            <p className="wrap-anywhere">{part.why}</p>
          </li>
        ))}
        {latest.map(({ kind, id, why }) => (
          <li key={`${kind} ${id} ${why}`}>
            <p>
              {sentenceCase(kind)}{" "}
              <span className="text-text-muted wrap-anywhere">{id ?? "without an id"}</span>
            </p>
            <p className="wrap-anywhere">{why}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What went wrong of late on the way to Hermon. */
export const LatestErrors = ({ errors }: Pick<Hermon, "errors">) => (
  <Panel title="Latest errors">
    {errors.length === 0 && <p className="text-text-muted">None</p>}
    <ul className="space-y-2">
      {errors.map(({ at, what }) => (
        <li key={`${at} ${what}`} className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <span className="text-text-muted">
            <Moment iso={at} />
          </span>
          <span className="wrap-anywhere">{what}</span>
        </li>
      ))}
    </ul>
  </Panel>
);
