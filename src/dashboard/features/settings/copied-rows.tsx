import type { SyncState } from "#api/contract/sync.ts";
import { apartInWords, share } from "#dashboard/domain/sync/sync-words.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Panel } from "./page-parts.tsx";
import type { Hermon } from "./queries.ts";

interface CopiedRowsProps {
  readonly sync: SyncState;
  readonly hermon: Hermon;
}

/** What is here against what is there, and why it differs. */
export function CopiedRows({ sync: { copied, apart }, hermon }: CopiedRowsProps) {
  const { leads, opt_ins, unreadable } = hermon;
  const isCopying = copied !== null;
  const reason = apart
    ? `${apartInWords(apart)}. ${goesLater(apart)}`
    : reasonsInWords([leads, opt_ins], unreadable.count, isCopying);
  const optIns = isCopying ? (opt_ins.there ?? opt_ins.here) : opt_ins.here;
  return (
    <Panel title="Copy">
      <table className="tabular w-full">
        <thead className="text-xs text-text-muted">
          <tr>
            <th scope="col" className="py-1">
              <span className="sr-only">What</span>
            </th>
            {["Here", "In Hermon", "Difference"].map((name) => (
              <th key={name} scope="col" className={NUMBER}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row name="Leads" rows={leads} />
          <Row name="Opt-ins" rows={opt_ins} />
        </tbody>
      </table>
      {reason && <p className="mt-2 text-text-muted">{reason}</p>}
      <Details read={hermon.opt_in_details} optIns={optIns} />
    </Panel>
  );
}

/** Many that go at once may be a fault there. */
const goesLater = ({ leads, opt_ins }: NonNullable<SyncState["apart"]>) =>
  [leads, opt_ins].some((rows) => rows && rows.here > rows.there)
    ? "What Hermon lacks goes when it is lacking the next time, too."
    : "";

const NUMBER = "py-1 pl-3 text-right font-normal";

const Row = ({ name, rows }: { readonly name: string; readonly rows: Hermon["leads"] }) => (
  <tr className="border-t border-border">
    <th scope="row" className="py-1.5 text-left font-medium">
      {name}
    </th>
    <td className={NUMBER}>{inDigits(rows.here)}</td>
    <td className={NUMBER}>{rows.there === null ? "Not known yet" : inDigits(rows.there)}</td>
    <td className={NUMBER}>{differenceInWords(rows)}</td>
  </tr>
);

/** "None", "3 fewer here"; a dash where it can't be known. */
export function differenceInWords({ here, there }: Hermon["leads"]): string {
  if (there === null) return "–";
  if (here === there) return "None";
  const difference = inDigits(Math.abs(there - here));
  return `${difference} ${here < there ? "fewer" : "more"} here`;
}

/** What the differences come from; nothing where there is none. */
export function reasonsInWords(
  all: readonly Hermon["leads"][],
  unreadable: number,
  isCopying: boolean,
): string | undefined {
  const fewer = all.reduce((sum, { here, there }) => sum + Math.max((there ?? here) - here, 0), 0);
  const isMore = all.some(({ here, there }) => there !== null && here > there);
  if (fewer === 0 && !isMore) return undefined;
  if (isCopying) return "The first copy is under way.";
  const rows = unreadable === 1 ? "1 row" : `${inDigits(unreadable)} rows`;
  return [
    fewer > 0 && unreadable > 0 && `${rows} can't be read, see below.`,
    fewer > unreadable && "What is new in Hermon comes with the next poll or whole read.",
    isMore && "What is no longer in Hermon goes with the next whole read.",
  ]
    .filter(Boolean)
    .join(" ");
}

const DETAILS = "Answers and attribution of opt-ins";

/** They come in the background. `optIns` are all that are here, or will be. */
const Details = ({ read, optIns }: { readonly read: number; readonly optIns: number }) => {
  const words = `${inDigits(read)} of ${inDigits(optIns)} read`;
  const filled = optIns === 0 ? 0 : share({ here: read, there: optIns });
  return (
    <div className="mt-4 border-t border-border pt-3">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{DETAILS}</span>
        <span className="tabular">{words}</span>
      </p>
      <div
        role="progressbar"
        aria-label={DETAILS}
        aria-valuenow={Math.floor(filled * 100)}
        aria-valuetext={words}
        className="my-1.5 h-1 overflow-clip rounded-full bg-skeleton forced-colors:border forced-colors:bg-[Canvas]!"
      >
        <span
          className="block h-full origin-left bg-accent forced-colors:bg-[Highlight]"
          style={{ transform: `scaleX(${filled})` }}
        />
      </div>
      <p className="text-text-muted">
        Filled in newest first, with what the request budget has left. Those of a lead are read when
        it is opened.
      </p>
    </div>
  );
};
