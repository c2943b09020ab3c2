import * as z from "zod/mini";
import { LeadOptIn, StatusChange } from "#api/contract/leads/lead-history.ts";
import { LeadView } from "#api/contract/leads/lead-views.ts";
import type { Store } from "../open.ts";
import { iso } from "../time.ts";

/** What was known of a lead when it was found that Hermon no longer has it. */
interface LastKnownLead {
  /** With `gone_at`. */
  readonly lead: LeadView;
  /** In order of time. */
  readonly opt_ins: LeadOptIn[];
  /** Newest first. */
  readonly status_changes: StatusChange[];
}

/**
 * What was last known of a lead that is gone; `null` when none with that id is, or when an earlier
 * version of ours kept it in a way that can't be read. The id's case doesn't matter.
 */
export async function readLastKnown({ db }: Store, id: string): Promise<LastKnownLead | null> {
  const row = await db
    .selectFrom("gone")
    .select(["record", "at"])
    .where("id", "=", id.toLowerCase())
    .where("kind", "=", "lead")
    .executeTakeFirst();
  if (!row) return null;
  const kept = Kept.safeParse(JSON.parse(row.record));
  if (!kept.success) return null;
  const { lead, opt_ins, status_changes } = kept.data;
  return {
    lead: { ...withAgeOfDetails(lead), gone_at: iso(row.at) },
    opt_ins: readable(LeadOptIn, opt_ins),
    // Without whose account or key it was, which stays with us.
    status_changes: readable(StatusChange, status_changes),
  };
}

/** As it was written, by whichever version of ours. */
const Kept = z.object({
  lead: LeadView,
  opt_ins: z.catch(z.array(z.unknown()), []),
  status_changes: z.catch(z.array(z.unknown()), []),
});

/** One row that can't be read costs none of the others. */
const readable = <T extends z.ZodMiniType>(schema: T, rows: unknown[]): z.output<T>[] =>
  rows.flatMap((row) => {
    const read = schema.safeParse(row);
    return read.success ? [read.data] : [];
  });

/** What was kept at first didn't say whether the details had ever been read: empty ones hadn't. */
const withAgeOfDetails = (lead: LeadView): LeadView =>
  lead.details_as_of === undefined && !hasDetails(lead) ? { ...lead, details_as_of: null } : lead;

const hasDetails = ({ billing_details, ai_source_summary, counts }: LeadView): boolean =>
  billing_details !== null ||
  ai_source_summary !== null ||
  Object.values(counts).some((count) => count > 0);
