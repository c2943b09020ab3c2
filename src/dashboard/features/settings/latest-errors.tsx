import { Moment } from "#dashboard/ui/moment.tsx";
import type { Hermon } from "./queries.ts";
import { Panel } from "./panel.tsx";

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
