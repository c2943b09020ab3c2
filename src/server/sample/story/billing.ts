import { chance, likely, oneOf, uuid } from "../chance.ts";
import type { Contact } from "../people/contacts.ts";
import type { Step } from "./journey.ts";

const WITHOUT_VAT: ReadonlySet<string> = new Set(["US", "CA", "IN", "AU", "JP"]);

/**
 * Draws the billing details of a lead, given once money has come in. As in the reference's sample,
 * what was left empty is `""`, and there is an id and two times beside the documented fields.
 */
export function drawBilling({ country, firstName, lastName }: Contact) {
  const { company, location } = country.local;
  const forBusiness = likely(0.45);
  const business = likely(0.3) ? `${firstName} ${lastName ?? ""}`.trim() : company.name();
  const vat = `${country.code}000${chance.string.numeric(6)}`;
  return {
    id: uuid(),
    business_name: forBusiness ? business : "",
    address: location.streetAddress({ useFullAddress: likely(0.2) }),
    zipcode: location.zipCode(),
    province: oneOf([location.state(), location.state(), "", null]),
    country: country.code,
    // Real ones have a check digit that three zeros in front don't leave room for.
    vat_number: forBusiness && likely(0.7) && !WITHOUT_VAT.has(country.code) ? vat : "",
  };
}

/** Whether money came in with a step. */
export const hasPaid = ({ status }: Step): boolean => status === "deposit" || status === "won";
