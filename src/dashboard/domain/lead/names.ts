import type { Lead } from "#api/contract/leads.ts";
import { visible } from "#api/contract/visible-text.ts";

/** A lead's full name; the e-mail where nothing of either name can be seen. */
export const leadName = (lead: Pick<Lead, "first_name" | "last_name" | "email">): string =>
  [lead.first_name, lead.last_name].map(visible).filter(Boolean).join(" ") || lead.email;
