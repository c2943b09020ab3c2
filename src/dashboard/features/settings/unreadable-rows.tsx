import { sentenceCase } from "#api/contract/vocabulary.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import type { Hermon } from "./queries.ts";
import { Panel } from "./panel.tsx";

/** Rows of Hermon's that aren't here, and why not. */
export const UnreadableRows = ({ unreadable }: Pick<Hermon, "unreadable">) => {
  const { count, latest } = unreadable;
  return (
    <Panel
      title={
        count === 0 ? "Rows that can't be read" : `Rows that can't be read: ${inDigits(count)}`
      }
    >
      {count === 0 && <p className="text-text-muted">None</p>}
      {latest.length < count && (
        <p className="mb-2 text-text-muted">{`The latest ${inDigits(latest.length)}`}</p>
      )}
      <ul className="space-y-2">
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
