import { PURPOSES, type Purpose } from "#api/contract/sync.ts";
import { pageLanguage } from "#dashboard/lib/language.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import type { Hermon } from "./queries.ts";
import { Panel } from "./page-parts.tsx";

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
