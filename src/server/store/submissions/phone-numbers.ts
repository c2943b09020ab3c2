import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parseDigits,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from "libphonenumber-js/max";
import { visible } from "#api/contract/text/visible-text.ts";

/** A number that can be called: in E.164, with the ISO code of its country. */
export interface DialledNumber {
  readonly phone_e164: string;
  /** `null` where neither the number nor the sender tells. */
  readonly phone_country: string | null;
}

/**
 * What a sender gave, as a number in E.164. What is certain is put right: blanks and brackets, the
 * trunk zero, `00` in the place of `+`, a country's own notation. The country follows the number;
 * where countries share one, the given one stays if the number can be there.
 * @param country as {@link countryCode} gives it
 * @returns `null` for what can't be a number
 */
export function readPhoneNumber(text: string, country: string | null): DialledNumber | null {
  const given = country !== null && isSupportedCountry(country) ? country : undefined;
  const read = readings(plain(text), given).flatMap((one) => parse(one, given) ?? []);
  const number = read.find((one) => one.isValid()) ?? read.find((one) => one.isPossible());
  return number ? { phone_e164: number.number, phone_country: countryOf(number, given) } : null;
}

/** Whether a number has the form of E.164 and no zero where a trunk zero would stand. */
export const isSoundNumber = (phone: string): boolean =>
  /^\+[1-9]\d{6,14}$/.test(phone) && !/^\+\d{1,3}0/.test(phone);

/** Without what copying from a contact or a spreadsheet adds. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Nd}/gu, (digit) => parseDigits(digit) || digit)
    .trim()
    .replace(/^(?:'|tel:)\s*/i, "");

const parse = (text: string, defaultCountry: CountryCode | undefined) =>
  parsePhoneNumberFromString(text, { extract: false, ...(defaultCountry && { defaultCountry }) });

/** The ways in which a number may be meant, the likeliest first. */
function readings(text: string, country: CountryCode | undefined): string[] {
  // Mexico's mobile numbers lost this 1 in 2019, and are still written with it.
  if (text.startsWith("+")) return [text, text.replace(/^(\+52)\D*1/, "$1")];
  const abroad = text.replace(/^00/, "+");
  if (abroad !== text) return [abroad, text];
  if (!country || !digitsOf(text).startsWith(getCountryCallingCode(country))) return [text];
  return isAsAtHome(text, country) ? [text, `+${text}`] : [`+${text}`, text];
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/**
 * Whether a number begins as it is dialled at home. Where that is with a zero, one that begins with
 * the country's own code without it lacks its `+`.
 */
function isAsAtHome(text: string, country: CountryCode): boolean {
  const atHome = digitsOf(parse(text, country)?.formatNational() ?? "");
  return atHome.charAt(0) === digitsOf(text).charAt(0);
}

function countryOf(number: PhoneNumber, given: CountryCode | undefined): string | null {
  if (given !== undefined && canBeIn(number, given)) return given;
  return number.country ?? number.getPossibleCountries()[0] ?? null;
}

/** Whether a number can be one of that country, also where several share it or none has it. */
function canBeIn(number: PhoneNumber, given: CountryCode): boolean {
  if (number.country === given) return true;
  const possible = number.getPossibleCountries();
  if (number.country === undefined) return possible.length === 0 || possible.includes(given);
  if (number.countryCallingCode !== getCountryCallingCode(given)) return false;
  const there = parse(number.number, undefined);
  return there !== undefined && Object.assign(there, { country: given }).isValid();
}

const ENGLISH = new Intl.DisplayNames("en", { type: "region" });

let byName: ReadonlyMap<string, string> | undefined;

/** The ISO code of a country that is given by its code in any case, or by its English name. */
export function countryCode(given: string | null | undefined): string | null {
  const text = visible(given)?.normalize("NFKC").toLowerCase();
  if (!text) return null;
  if (/^[a-z]{2}$/.test(text)) return new Intl.Locale(`und-${text}`).region ?? null;
  byName ??= new Map(getCountries().map((code) => [ENGLISH.of(code)?.toLowerCase() ?? "", code]));
  return byName.get(text) ?? null;
}
