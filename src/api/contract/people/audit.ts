/*
 * The audit log: who did what to accounts, sessions, API keys, shared views and the workspace, from where and when.
 * Changes of statuses stand with their leads.
 */

/** What is recorded: each by the function that does it, in its transaction. */
export const AUDIT_ACTIONS = [
  "signed-in",
  "sign-in-failed",
  "too-many-attempts",
  "signed-out",
  "session-ended",
  "sessions-ended",
  "account-created",
  "account-disabled",
  "account-enabled",
  "role-changed",
  "name-changed",
  "password-changed",
  "password-change-failed",
  "password-set",
  "api-key-created",
  "api-key-revoked",
  "mirror-emptied",
  "view-shared",
  "view-made-private",
  "shared-view-changed",
  "shared-view-deleted",
  "shared-view-restored",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Those by which nothing was done: it was only tried. */
export const TRIED_ACTIONS = [
  "sign-in-failed",
  "too-many-attempts",
  "password-change-failed",
] as const satisfies readonly AuditAction[];

/** Who did it, and from which address; `null`: from this machine. */
export type AuditActor =
  /** By the id of the account or the API key; or whoever gave that e-mail, as it was typed. */
  | { readonly kind: "person" | "key" | "email"; readonly id: string; readonly address: string }
  /** Whoever ran the admin command, by their name in the operating system. */
  | { readonly kind: "operator"; readonly id: string | null; readonly address: null }
  /** The server by itself. */
  | { readonly kind: "server"; readonly id: null; readonly address: null };

/** On what it was done. */
export type AuditSubject =
  | { readonly kind: "account" | "session" | "api-key" | "view"; readonly id: string }
  | { readonly kind: "workspace"; readonly id: null };
