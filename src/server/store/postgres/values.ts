import type { CompiledQuery } from "kysely";

/**
 * PostgreSQL's texts can hold every character but NUL. This one stands for it there, which Unicode
 * has set aside for programs' own use and no text that is sent may have.
 */
const STAND_IN = "\uFDD0";
const NUL = "\0";

/** The values of a query as PostgreSQL takes them. */
export const valuesOf = ({ parameters }: Pick<CompiledQuery, "parameters">): unknown[] =>
  parameters.map((value) =>
    typeof value === "string" && value.includes(NUL) ? value.replaceAll(NUL, STAND_IN) : value,
  );

/** A text as it was given to {@link valuesOf}. */
export const withNul = (text: string): string =>
  text.includes(STAND_IN) ? text.replaceAll(STAND_IN, NUL) : text;
