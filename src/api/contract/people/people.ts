import * as z from "zod/mini";
import { nullableText, text } from "../fields.ts";
import { ColumnLayouts } from "../views/column-layouts.ts";
import { endpoint, success } from "../endpoint.ts";
import { ROLES } from "./roles.ts";
import { Status } from "../leads/statuses.ts";
import { OWNERS } from "../vocabulary.ts";

/** Our own endpoints for people: whose session it is, and what every screen needs to know once. */

/** Someone who signs in here. */
export const Person = z.object({
  id: text,
  name: text,
  email: text,
  role: z.enum(ROLES),
});
export type Person = z.infer<typeof Person>;

/**
 * The header that says whose page it is, by the person's id. Every answer to a session's request has
 * it; a request may have it, and is refused with a 409 and {@link OtherPerson} where someone else is
 * signed in by now, before anything is done.
 */
export const PERSON_HEADER = "x-dashboard-person";

/** `details` of the 409 for a page that still shows someone who is no longer signed in. */
export const OtherPerson = z.object({ reason: z.literal("other_person") });
export type OtherPerson = z.infer<typeof OtherPerson>;

/** Someone who owns leads. Hermon knows e-mails only, so the name may be missing. */
export const TeamMember = z.object({ email: text, name: nullableText });
export type TeamMember = z.infer<typeof TeamMember>;

/** What every screen needs to know once: who looks at it, whose leads, which statuses. */
export const Workspace = z.object({
  person: Person,
  team: z.array(TeamMember),
  /** The owner column in which the signed-in person stands most often; `null`: they own no lead. */
  mine: z.nullable(z.enum(OWNERS.map(({ owner }) => owner))),
  /** In funnel order, those of type OPPORTUNITY included. */
  statuses: z.array(Status),
  /** How the signed-in person has laid out the columns of lists, by the view. */
  column_layouts: ColumnLayouts,
});
export type Workspace = z.infer<typeof Workspace>;

export const getWorkspace = endpoint({
  name: "getWorkspace",
  summary: "The signed-in person, the team and the statuses",
  access: "read",
  method: "GET",
  path: "/api/dashboard/workspace",
  answer: success(Workspace),
  success: { 200: "Workspace fetched successfully" },
});

/** Whose session a request came in; `null`: nobody's. */
export const getSession = endpoint({
  name: "getSession",
  summary: "Who is signed in, if anyone",
  access: "public",
  method: "GET",
  path: "/api/dashboard/session",
  answer: success(z.object({ person: z.nullable(Person) })),
  success: { 200: "Session fetched successfully" },
});

export const signOut = endpoint({
  name: "signOut",
  summary: "End the session",
  access: "public",
  method: "POST",
  path: "/api/dashboard/sign-out",
  answer: success(z.null()),
  success: { 200: "Signed out" },
});
