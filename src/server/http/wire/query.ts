import * as z from "zod/mini";
import { Refusal } from "./refusal.ts";

/** How a parameter stands on the wire: a list repeats its name, the others are given once. */
type Kind = "list" | "integer" | "text";

const KINDS: ReadonlyMap<unknown, Kind> = new Map([
  ["array", "list"],
  ["integer", "integer"],
]);

/** The contract's types, as JSON Schema tells them without regard to defaults and checks. */
function kindsOf(query: z.ZodMiniObject): [name: string, kind: Kind][] {
  const { properties = {} } = z.toJSONSchema(query, { io: "input" });
  return Object.entries(properties).map(([name, property]) => [
    name,
    (typeof property === "object" && KINDS.get(property.type)) || "text",
  ]);
}

const fromWire = {
  /** An empty filter is one nobody chose from. */
  list: (values: string[]) => values.filter((value) => value !== ""),
  /** An empty number is a mistake, so it goes on to the schema as it came. */
  integer: ([value]: string[]) => (/^-?\d+$/.test(value ?? "") ? Number(value) : value),
  text: ([value]: string[]) => value || undefined,
} satisfies Record<Kind, (values: string[]) => unknown>;

/**
 * Makes the reader of an endpoint's query string. It takes the part behind the `?` and gives the
 * values in the contract's own types, still to be checked by the schema. Unknown parameters are
 * passed by. Broken percent-encoding is read as the URL standard has it, so nothing can throw but
 * @throws {Refusal} 400 when a parameter that is no list is given twice
 */
export function queryReader(query: z.ZodMiniObject): (search: string) => Record<string, unknown> {
  const kinds = kindsOf(query);
  return (search) => {
    const given = new URLSearchParams(search);
    const values: Record<string, unknown> = {};
    for (const [name, kind] of kinds) {
      const all = given.getAll(name);
      if (all.length === 0) continue;
      if (all.length > 1 && kind !== "list") throw new Refusal(400, `${name} may be given once`);
      const value = fromWire[kind](all);
      if (Array.isArray(value) && value.length === 0) continue;
      values[name] = value;
    }
    return values;
  };
}
