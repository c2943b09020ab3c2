import * as z from "zod/mini";
import { text, wholeNumber } from "../fields.ts";
import { endpoint, IdParams, PageQuery, success, successPage, Uuid } from "../endpoint.ts";
import { LeadOptIn } from "../leads/lead-history.ts";
import { Lead } from "../leads/leads.ts";
import { OptInQueryParameters } from "./opt-in-query.ts";
import { OptIn } from "./opt-ins.ts";

/** Our own endpoints for opt-ins: the list of all of them as the dashboard shows it, and single ones. */

/** An opt-in as the dashboard lists it: with what its lead is called by. */
export const ListedOptIn = z.object({
  ...OptIn.shape,
  lead: z.pick(Lead, { first_name: true, last_name: true, email: true }),
});
export type ListedOptIn = z.infer<typeof ListedOptIn>;

/** What names an opt-in, and whose it is. */
const OptInPlace = z.object({ id: text, lead_id: text });
export type OptInPlace = z.infer<typeof OptInPlace>;

/** Where an opt-in stands in a list, or would stand. */
export const OptInPosition = z.object({
  /** Row from 0. */
  index: wholeNumber,
  /** Whether it is in the list at all. */
  matches: z.boolean(),
  total: wholeNumber,
  /** The one above it; `null` for the first. */
  previous: z.nullable(OptInPlace),
  next: z.nullable(OptInPlace),
});
export type OptInPosition = z.infer<typeof OptInPosition>;

export const listOptInsView = endpoint({
  name: "listOptInsView",
  summary: "List opt-ins with their leads' names by source, form and time, newest first",
  access: "read",
  method: "GET",
  path: "/api/dashboard/opt-ins",
  query: z.object({ ...OptInQueryParameters, ...PageQuery }),
  answer: successPage(ListedOptIn),
  success: { 200: "Opt-ins fetched successfully" },
});

/** An opt-in that isn't there is no failure: a link may be old, and its lead is shown all the same. */
export const getOptInPosition = endpoint({
  name: "getOptInPosition",
  summary: "An opt-in's place and neighbours in a list; null where it isn't there",
  access: "read",
  method: "GET",
  path: "/api/dashboard/opt-ins/:id/position",
  params: IdParams,
  query: z.object(OptInQueryParameters),
  answer: success(z.nullable(OptInPosition)),
  success: { 200: "Opt-in position fetched successfully" },
});

/** For one that is far back among a lead's opt-ins. */
export const getLeadOptIn = endpoint({
  name: "getLeadOptIn",
  summary: "One of a lead's opt-ins with answers and attribution; null where it isn't there",
  access: "read",
  method: "GET",
  path: "/api/dashboard/leads/:id/opt-ins/:opt_in",
  params: z.object({ id: Uuid, opt_in: Uuid }),
  answer: success(z.nullable(LeadOptIn)),
  success: { 200: "Opt-in fetched successfully" },
});
