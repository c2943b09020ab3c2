import type { SyncState } from "#api/contract/sync.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";

type Copied = NonNullable<SyncState["copied"]>;
type Apart = NonNullable<SyncState["apart"]>;
type Failing = NonNullable<SyncState["failing"]>;

/** "1,300 of 2,362 leads, 520 of 2,703 opt-ins"; "1,300 leads so far" where Hermon gave no total. */
export const copiedInWords = ({ leads, opt_ins }: Copied): string =>
  `${copiedPart(leads, "leads")}, ${copiedPart(opt_ins, "opt-ins")}`;

const copiedPart = ({ here, there }: Copied["leads"], what: string): string =>
  there === null
    ? `${inDigits(here)} ${what} so far`
    : `${inDigits(here)} of ${inDigits(there)} ${what}`;

/** How much of some rows is here, from 0 to 1; 0 while nobody knows how many there are. */
export const share = ({ here, there }: Copied["leads"]): number =>
  there === null ? 0 : there === 0 ? 1 : Math.min(here / there, 1);

/** How much of all rows is here, in whole percent, never rounded up; nothing while it isn't known. */
export function percentCopied({ leads, opt_ins }: Copied): number | undefined {
  if (leads.there === null || opt_ins.there === null) return undefined;
  const there = leads.there + opt_ins.there;
  return Math.floor(share({ here: leads.here + opt_ins.here, there }) * 100);
}

/** "100 of 1,200 leads could be read", or whatever else the copy and Hermon differ by. */
export const apartInWords = ({ leads, opt_ins }: Apart): string =>
  [leads && apartPart(leads, "leads"), opt_ins && apartPart(opt_ins, "opt-ins")]
    .filter((part) => part !== null)
    .join("; ");

function apartPart({ read, here, there }: NonNullable<Apart["leads"]>, what: string): string {
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
