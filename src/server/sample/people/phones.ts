import { chance, oneOf } from "../chance.ts";

/** Numbers that start with `prefix` and go on with any `digits` digits. */
type Range = readonly [prefix: string, digits: number];

const ranges = (digits: number, ...prefixes: readonly string[]): Range[] =>
  prefixes.map((prefix) => [prefix, digits]);

/** 555-0100 to 555-0199 of an area code. */
const northAmerican = (...areaCodes: readonly string[]): Range[] =>
  ranges(2, ...areaCodes.map((code) => `1${code}55501`));

/**
 * Ranges that each country's regulator keeps free for films and examples, so that no number of the
 * sample can ever ring: NANPA, Ofcom, Bundesnetzagentur, ACMA, ARCEP, ComReg, PTS. Countries that
 * aren't here keep none free, so their leads have no number.
 */
const RESERVED: Readonly<Record<string, readonly Range[]>> = {
  US: northAmerican("212", "303", "312", "404", "415", "512", "602", "617", "702", "786", "917"),
  CA: northAmerican("403", "416", "514", "604", "613", "902"),
  GB: [
    ...ranges(3, "447700900", "447700900", "447700900", "441632960", "442079460"),
    ...ranges(3, "441134960", "441174960", "441214960", "441314960", "441414960", "441614960"),
  ],
  DE: ranges(3, "493023125", "496990009", "494066969", "492214710", "498999998"),
  AU: [
    ...ranges(0, "61491570006", "61491570110", "61491570156", "61491570157", "61491570158"),
    ...ranges(4, "6125550", "6127010", "6135550", "6137010", "6175550", "6177010", "6185550"),
  ],
  FR: ranges(4, "3363998", "3363998", "3319900", "3326191", "3335301", "3346571", "3353649"),
  IE: ranges(5, "3532091"),
  SE: [
    ...ranges(1, "4670174061", "4670174062", "4670174065", "4670174068"),
    ...ranges(2, "468465004", "463139006", "464062804"),
  ],
};

/** A number in E.164 from a range kept free in that country; `null` where there is none. */
export function drawPhone(country: string): string | null {
  const reserved = RESERVED[country];
  if (!reserved) return null;
  const [prefix, digits] = oneOf(reserved);
  return `+${prefix}${digits > 0 ? chance.string.numeric(digits) : ""}`;
}
