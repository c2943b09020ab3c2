import { ApiError } from "#api/errors.ts";

/** What an answer says by its status of the way to Hermon. */
const UNREACHED: readonly (number | undefined)[] = [502, 503, 504];

/** Why a lead couldn't be read again, in the few words there is room for. */
export function whyNotFresh(error: unknown): string {
  if (!(error instanceof ApiError)) return "it couldn't be read";
  if (error.kind === "network" || error.kind === "timeout" || UNREACHED.includes(error.status)) {
    return "Hermon can't be reached";
  }
  return error.status === 429 ? "Hermon is busy" : "it couldn't be read";
}
