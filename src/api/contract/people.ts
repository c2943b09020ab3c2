import * as z from "zod/mini";
import { nullableText, text } from "./fields.ts";
import { complaint, endpoint, success } from "./endpoint.ts";
import { EmailAddress } from "./email-address.ts";
import { requiredLine } from "./submitted-fields.ts";
import { Status } from "./statuses.ts";
import { OWNERS } from "./vocabulary.ts";

/** Our own endpoints for people: signing in and out, and what every screen needs to know once. */

/** `viewer` reads, `member` also changes statuses, `manager` everything. */
export const ROLES = ["viewer", "member", "manager"] as const;
export type Role = (typeof ROLES)[number];

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
});
export type Workspace = z.infer<typeof Workspace>;

export const getWorkspace = endpoint({
  name: "getWorkspace",
  summary: "The signed-in person, the team and the statuses",
  access: "session",
  method: "GET",
  path: "/api/dashboard/workspace",
  answer: success(Workspace),
  success: { 200: "Workspace fetched successfully" },
});

/** A sample person the sign-in page offers. Empty unless the architecture's rule allows them. */
export const SamplePerson = z.object({
  id: text,
  name: text,
  /** "manager", "setter" or "viewer", as the button says it. */
  part: text,
});
export type SamplePerson = z.infer<typeof SamplePerson>;

export const listSamplePeople = endpoint({
  name: "listSamplePeople",
  summary: "The sample people one may continue as; empty outside the sample workspace",
  access: "public",
  method: "GET",
  path: "/api/dashboard/sample-people",
  answer: success(z.array(SamplePerson)),
  success: { 200: "Sample people fetched successfully" },
});

/** A password that is there already: whatever it is like. */
export const knownPassword = (field: string) =>
  z
    .string(complaint(field, "a string"))
    .check(
      z.minLength(1, complaint(field, "filled in")),
      z.maxLength(128, complaint(field, "at most 128 characters long")),
    );

/** A password to come. Whether it is a common one, the server knows. */
export const newPassword = (field: string) =>
  z
    .string(complaint(field, "a string"))
    .check(
      z.minLength(10, complaint(field, "at least 10 characters long")),
      z.maxLength(128, complaint(field, "at most 128 characters long")),
    );

const LinkToken = z.string(complaint("token", "a string"));

const Credentials = {
  email: EmailAddress,
  password: knownPassword("password"),
};

const SignedIn = success(z.object({ person: Person }));

export const signIn = endpoint({
  name: "signIn",
  summary: "Sign in with e-mail and password; sets the session cookie",
  access: "public",
  method: "POST",
  path: "/api/dashboard/sign-in",
  body: z.object(Credentials, complaint("body", "a JSON object")),
  answer: SignedIn,
  success: { 200: "Signed in" },
});

export const continueAsSamplePerson = endpoint({
  name: "continueAsSamplePerson",
  summary: "Sign in as a sample person; 404 outside the sample workspace",
  access: "public",
  method: "POST",
  path: "/api/dashboard/sample-people/:id/sign-in",
  params: z.object({ id: text }),
  answer: SignedIn,
  success: { 200: "Signed in" },
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

/** Whether the one-time link still makes the first manager; else why not. */
export const FirstManagerLink = z.object({
  state: z.enum([
    "valid",
    /** There is a manager by now. */
    "used",
    /** Older than a day, followed by a newer one, or no link of this server's. */
    "out-of-date",
  ]),
});

export const checkFirstManagerLink = endpoint({
  name: "checkFirstManagerLink",
  summary: "Whether the one-time link the server printed still makes the first manager",
  access: "public",
  method: "POST",
  path: "/api/dashboard/first-manager/check",
  // In the body, because addresses are logged.
  body: z.object({ token: LinkToken }, complaint("body", "a JSON object")),
  answer: success(FirstManagerLink),
  success: { 200: "Link checked successfully" },
});

export const createFirstManager = endpoint({
  name: "createFirstManager",
  summary: "Make the first manager with the one-time link the server printed",
  access: "public",
  method: "POST",
  path: "/api/dashboard/first-manager",
  body: z.object(
    {
      token: LinkToken,
      name: requiredLine("name").check(
        z.maxLength(200, complaint("name", "at most 200 characters long")),
      ),
      email: Credentials.email,
      password: newPassword("password"),
    },
    complaint("body", "a JSON object"),
  ),
  answer: SignedIn,
  success: { 201: "Manager created" },
});
