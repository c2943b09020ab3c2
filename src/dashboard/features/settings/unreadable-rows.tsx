import { sentenceCase } from "#api/contract/vocabulary.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import type { Hermon } from "./queries.ts";
import { Panel } from "./panel.tsx";

type Part = Hermon["unreadable"]["parts"][number];

const ROW = { leads: "lead", opt_ins: "opt-in" } as const satisfies Record<Part["list"], string>;

/** "Leads 101 to 200 of Hermon's list". */
export function partInWords({ list, from, to }: Part): string {
  const row = sentenceCase(ROW[list]);
  if (to === null) return `${row}s from ${inDigits(from)} of Hermon's list on`;
  if (from === to) return `${row} ${inDigits(from)} of Hermon's list`;
  return `${row}s ${inDigits(from)} to ${inDigits(to)} of Hermon's list`;
}

/** Rows of Hermon's that aren't here, and why not. */
export const UnreadableRows = ({ unreadable }: Pick<Hermon, "unreadable">) => {
  const { count, latest, parts } = unreadable;
  const inParts = parts.reduce((sum, { from, to }) => sum + (to === null ? 0 : to - from + 1), 0);
  return (
    <Panel
      title={
        count === 0 ? "Rows that can't be read" : `Rows that can't be read: ${inDigits(count)}`
      }
    >
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
};
