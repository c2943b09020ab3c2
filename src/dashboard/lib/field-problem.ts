import * as z from "zod/mini";
import { FieldProblem } from "#api/contract/endpoint.ts";
import { ApiError } from "#api/errors.ts";

/** What the server has to say against one field of a form, if that is what the error is about. */
export function problemOf(field: string, error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return z.safeParse(FieldProblem, error.details).data?.field === field
    ? error.answered
    : undefined;
}
