import * as z from "zod/mini";

/*
 * The fields that nearly every answer is made of. One schema stands in all places: a schema takes
 * long to make compared to what it does, and the page makes all of them before its first row.
 */

export const text = z.string();
export const nullableText = z.nullable(text);
export const wholeNumber = z.int();
