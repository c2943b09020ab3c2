import { leadQueryParameters } from "#api/contract/lead-query.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { wrongField } from "../../wire/refusal.ts";

/**
 * A view's query as it is kept: the query string of the list's address, spelled as the page does.
 * @throws {Refusal} 400 where it says anything that no list is asked with
 */
export function viewQuery(given: string): string {
  const { query, leftOut, ...open } = readLeadAddress(given);
  const [first] = [...leftOut, ...Object.entries(open).filter(([, value]) => value !== undefined)];
  if (first) throw wrongField("query", `query says what no list is of: ${first.join("=")}`);
  const parameters = Object.entries(leadQueryParameters(query)).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value ?? ""]),
  );
  return new URLSearchParams(parameters).toString();
}
