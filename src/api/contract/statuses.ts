import * as z from "zod/mini";
import { endpoint, success } from "./endpoint.ts";

/** A status as a lead carries it: without `type`. */
export const LeadStatus = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  description: z.nullable(z.string()),
  text_color: z.nullable(z.string()),
  bg_color: z.nullable(z.string()),
});
export type LeadStatus = z.infer<typeof LeadStatus>;

/** A status as the list of statuses has it. */
export const Status = z.object({
  ...LeadStatus.shape,
  /** `BOTH`, `LEAD` or `OPPORTUNITY`; open, as every "e.g." of the reference. */
  type: z.string(),
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
