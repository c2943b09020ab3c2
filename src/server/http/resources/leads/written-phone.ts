import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { WrittenPhone } from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";

/**
 * A lead's phone number as people write it. Its country is the number's own, whatever the lead says;
 * what the lead says only tells where a number is that several countries share.
 * @returns nothing where there is no number, or what is there can't be read as one
 */
export function writtenPhone({
  phone_e164,
  phone_country,
}: Pick<Lead, "phone_e164" | "phone_country">): WrittenPhone | undefined {
  if (!phone_e164) return undefined;
  const said = phone_country?.toUpperCase() ?? "";
  const defaultCountry = isSupportedCountry(said) ? said : undefined;
  const number = parsePhoneNumberFromString(phone_e164, {
    extract: false,
    ...(defaultCountry && { defaultCountry }),
  });
  if (!number?.isPossible()) return undefined;
  const isSaid =
    defaultCountry !== undefined && number.getPossibleCountries().includes(defaultCountry);
  return {
    phone_e164,
    country: number.country ?? (isSaid ? defaultCountry : null),
    national: number.formatNational(),
    international: number.formatInternational(),
  };
}
