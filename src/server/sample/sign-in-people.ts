import type { Role } from "#api/contract/people/roles.ts";

export interface SampleSignIn {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** As the button says it: "Continue as NAME, manager". */
  readonly part: "manager" | "setter" | "viewer";
}

/**
 * Whom one may continue as in the sample workspace. The setter owns leads of it; the manager and
 * the viewer own none.
 */
export const SAMPLE_PEOPLE: readonly SampleSignIn[] = [
  { name: "Helen Marsh", email: "helen.marsh@example.com", role: "manager", part: "manager" },
  { name: "Mara Lindqvist", email: "mara.lindqvist@example.com", role: "member", part: "setter" },
  { name: "Theo Grant", email: "theo.grant@example.com", role: "viewer", part: "viewer" },
];
