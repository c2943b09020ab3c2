import type { SyncState } from "#api/contract/sync.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";

type Apart = NonNullable<SyncState["apart"]>;
type Failing = NonNullable<SyncState["failing"]>;

/** "100 of 1,200 leads could be read", or whatever else the copy and Hermon differ by. */
export const apartInWords = ({ leads, opt_ins }: Apart): string =>
  [leads && partInWords(leads, "leads"), opt_ins && partInWords(opt_ins, "opt-ins")]
    .filter((part) => part !== null)
    .join("; ");

function partInWords({ read, here, there }: NonNullable<Apart["leads"]>, what: string): string {
  if (read < there) return `${inDigits(read)} of ${inDigits(there)} ${what} could be read`;
  if (here > there)
    return `Hermon lists ${inDigits(there)} ${what}, and ${inDigits(here)} are here`;
  return `${inDigits(here)} of ${inDigits(there)} ${what} are here`;
}

/** "Hermon's address answers 404 to the list of leads", a sentence without its full stop. */
export function failingInWords({ list, status }: Failing): string {
  const what = list === "leads" ? "leads" : "opt-ins";
  if (status === null) return `Hermon doesn't answer when the list of ${what} is asked for`;
  // A success that is none: a web page, or nothing at all.
  if (status < 300) return `What answers at Hermon's address gives no list of ${what}`;
  return `Hermon's address answers ${status} to the list of ${what}`;
}

/** Whether it looks as if the address itself were wrong. */
export const isWrongAddress = ({ status }: Failing): boolean =>
  status !== null && (status < 400 || status === 404 || status === 405 || status === 410);
