import type { Endpoint } from "#api/contract/endpoint.ts";
import { ApiError } from "#api/errors.ts";
import type { MirroredOptInDetails } from "#server/store/mirrored/rows/opt-in-details.ts";
import { getOptInRow } from "../rows/hermon-endpoints.ts";
import { readOptIn, readOptInDetails } from "../rows/read-opt-in.ts";

/** What Hermon answered isn't what was asked for, or can't be kept: nothing is known by it. */
export const oddAnswer = ({ name: endpoint }: Endpoint): ApiError =>
  new ApiError({ kind: "unexpected-shape", endpoint, happened: "not the one that was asked for" });

/**
 * The details of the opt-in that was asked for.
 * @throws {ApiError} when the row isn't this one: that it has no answers would be made up
 */
export function detailsOf(id: string, row: unknown): MirroredOptInDetails {
  const read = readOptIn(row);
  const isAsked = read.ok ? read.value.id === id.toLowerCase() : read.id === id.toLowerCase();
  if (!isAsked) throw oddAnswer(getOptInRow);
  return readOptInDetails(row);
}
