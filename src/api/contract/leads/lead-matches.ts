import * as z from "zod/mini";
import { text } from "../fields.ts";
import { complaint, endpoint, success } from "../endpoint.ts";
import { LeadQueryParameters } from "./lead-query.ts";

/** How many leads are asked about at once. */
export const MOST_MATCHED = 100;

const MATCHED = complaint("id", `1 to ${MOST_MATCHED} ids`);

export const matchLeads = endpoint({
  name: "matchLeads",
  summary: "Which of some leads are in a filtered list",
  access: "read",
  method: "GET",
  path: "/api/dashboard/lead-matches",
  query: z.object({
    ...LeadQueryParameters,
    id: z
      .array(z.guid(complaint("id", "a UUID")), MATCHED)
      .check(z.minLength(1, MATCHED), z.maxLength(MOST_MATCHED, MATCHED)),
  }),
  answer: success(
    z.object({
      /** Those of the asked ones that match, each once, in no order. */
      ids: z.array(text),
    }),
  ),
  success: { 200: "Lead matches fetched successfully" },
});
