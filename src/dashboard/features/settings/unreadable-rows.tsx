import { sentenceCase } from "#api/contract/vocabulary.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Panel } from "./page-parts.tsx";
import type { Hermon } from "./queries.ts";

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
