import type { Generated } from "kysely";
import type { AuditAction, AuditActor, AuditSubject } from "#api/contract/people/audit.ts";

/** Who did what to accounts, sessions, keys and the workspace. */
export interface AuditTable {
  seq: Generated<number>;
  at: number;
  actor_kind: AuditActor["kind"];
  actor_id: string | null;
  /** From where, as the server determined it; `null`: from this machine. */
  address: string | null;
  action: AuditAction;
  subject_kind: AuditSubject["kind"] | null;
  subject_id: string | null;
  /** What else is to know, in a few words; "": nothing. */
  detail: string;
}
