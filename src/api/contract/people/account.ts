import * as z from "zod/mini";
import { complaint, endpoint, success } from "../endpoint.ts";
import { nullableText, text, wholeNumber } from "../fields.ts";
import { Person } from "./people.ts";
import { knownPassword, newPassword, personName } from "./sign-in.ts";

/** Our own endpoints for what people do about their own account, whatever their role. */

/** One place where someone is signed in. */
export const OwnSession = z.object({
  id: text,
  /** Whether it is the one that asks. */
  is_current: z.boolean(),
  began_at: text,
  /** To some minutes. */
  last_used_at: text,
  /** "Chrome on Windows"; `null`: not known. */
  device: nullableText,
});
export type OwnSession = z.infer<typeof OwnSession>;

export const Account = z.object({
  /** Sample people sign in without one. */
  has_password: z.boolean(),
  /** The one that asks first, then the one used last. */
  sessions: z.array(OwnSession),
});
export type Account = z.infer<typeof Account>;

export const getAccount = endpoint({
  name: "getAccount",
  summary: "One's own account: its sessions, and whether it has a password",
  access: "self",
  method: "GET",
  path: "/api/dashboard/account",
  answer: success(Account),
  success: { 200: "Account fetched successfully" },
});

export const changeName = endpoint({
  name: "changeName",
  summary: "Change one's own name",
  access: "self",
  method: "PATCH",
  path: "/api/dashboard/account",
  body: z.object({ name: personName }, complaint("body", "a JSON object")),
  answer: success(Person),
  success: { 200: "Name changed" },
});

/** How many other sessions ended with it. */
const Ended = success(z.object({ ended: wholeNumber }));

export const changePassword = endpoint({
  name: "changePassword",
  summary: "Change one's own password; all other sessions end",
  access: "self",
  method: "POST",
  path: "/api/dashboard/account/password",
  body: z.object(
    {
      current_password: knownPassword("current_password"),
      new_password: newPassword("new_password"),
    },
    complaint("body", "a JSON object"),
  ),
  answer: Ended,
  success: { 200: "Password changed" },
});

export const endSession = endpoint({
  name: "endSession",
  summary: "End one of one's own sessions",
  access: "self",
  method: "DELETE",
  path: "/api/dashboard/account/sessions/:id",
  params: z.object({ id: text }),
  answer: success(z.null()),
  success: { 200: "Session ended" },
});

export const endOtherSessions = endpoint({
  name: "endOtherSessions",
  summary: "End all of one's own sessions but this one",
  access: "self",
  method: "POST",
  path: "/api/dashboard/account/sessions/end-others",
  answer: Ended,
  success: { 200: "Sessions ended" },
});
