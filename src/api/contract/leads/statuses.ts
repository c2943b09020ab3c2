import * as z from "zod/mini";
import { nullableText, text } from "../fields.ts";
import { endpoint, success } from "../endpoint.ts";

/** A status as a lead carries it: without `type`. */
export const LeadStatus = z.object({
  id: text,
  name: text,
  role: text,
  description: nullableText,
  text_color: nullableText,
  bg_color: nullableText,
});
export type LeadStatus = z.infer<typeof LeadStatus>;

/** A status as the list of statuses has it. */
export const Status = z.object({
  ...LeadStatus.shape,
  /** `BOTH`, `LEAD` or `OPPORTUNITY`; open, as every "e.g." of the reference. */
  type: text,
});
export type Status = z.infer<typeof Status>;

export const listStatuses = endpoint({
  name: "listStatuses",
  summary: "List statuses",
  access: "key",
  method: "GET",
  path: "/api/external/statuses",
  answer: success(z.array(Status)),
  success: { 200: "Statuses fetched successfully" },
});
