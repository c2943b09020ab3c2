import type * as z from "zod/mini";

/** What a text says as JSON; nothing where there is none, or not of that shape. */
export function parseJson<S extends z.ZodMiniType>(
  schema: S,
  text: string | null | undefined,
): z.output<S> | undefined {
  // As a rule it is there, and an error at the page's start has all of its code read again.
  if (!text) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
