import * as z from "zod/mini";
import { text } from "../fields.ts";
import { complaint, endpoint, success } from "../endpoint.ts";
import { EmailAddress } from "../text/email-address.ts";
import { Person } from "./people.ts";
import { requiredLine } from "../opt-ins/submitted-fields.ts";

/** Our own endpoints for signing in, which no page needs that has a session. */

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

/** What someone who signs in here is called. */
export const personName = requiredLine("name").check(
  z.maxLength(200, complaint("name", "at most 200 characters long")),
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
      name: personName,
      email: Credentials.email,
      password: newPassword("password"),
    },
    complaint("body", "a JSON object"),
  ),
  answer: SignedIn,
  success: { 201: "Manager created" },
});
