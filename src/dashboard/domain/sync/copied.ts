import type { SyncState } from "#api/contract/sync.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";

type Copied = NonNullable<SyncState["copied"]>;

/** "1,300 of 2,362 leads, 520 of 2,703 opt-ins"; "1,300 leads so far" where Hermon gave no total. */
export const copiedInWords = ({ leads, opt_ins }: Copied): string =>
  `${partInWords(leads, "leads")}, ${partInWords(opt_ins, "opt-ins")}`;

const partInWords = ({ here, there }: Copied["leads"], what: string): string =>
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
