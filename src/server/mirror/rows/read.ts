import { Uuid } from "#api/contract/endpoint.ts";
import { type Fields, isFields } from "./lenient.ts";

/** A row of Hermon's as it was read, or why it can't be: in words that hold nothing of the row. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** The row's id in lower case; `null` when it is the id that can't be read. */
      readonly id: string | null;
      readonly why: string;
    };

/** A UUID in lower case, as ids are compared and kept; `null` for anything else. */
export const uuidOf = (value: unknown): string | null =>
  Uuid.safeParse(value).data?.toLowerCase() ?? null;

/** Reads a row that is an object with an `id`, which `read` gets in lower case. Never throws. */
export function readRow<T>(row: unknown, read: (row: Fields, id: string) => Read<T>): Read<T> {
  if (!isFields(row)) return { ok: false, id: null, why: "row is not an object" };
  const id = uuidOf(row.id);
  if (id === null) return withoutUuid(null, "id", row.id);
  try {
    return read(row, id);
  } catch {
    // Whatever nobody has thought of is that row's own affair.
    return { ok: false, id, why: "row is not a readable one" };
  }
}

/** The failure of a row whose `field` should be a UUID and isn't. */
export function withoutUuid(id: string | null, field: string, value: unknown): Read<never> {
  const isMissing = value === undefined || value === null;
  return { ok: false, id, why: isMissing ? `${field} is missing` : `${field} is not a UUID` };
}

/** Each id once, in order of its first row. The last row of an id counts: it is the newest. */
export const distinctById = <T extends { readonly id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];
