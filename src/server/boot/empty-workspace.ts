import { randomUUID } from "node:crypto";
import { sentenceCase, STATUS_ROLES } from "#api/contract/vocabulary.ts";
import { setFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";

/** Each 7:1 or better on its background, one hue a role. */
const COLOURS: Record<(typeof STATUS_ROLES)[number], readonly [text: string, background: string]> =
  {
    NEW_LEAD: ["#1e3a8a", "#dbeafe"],
    FOLLOW_UP: ["#4c1d95", "#ede9fe"],
    APPOINTMENT_BOOKED: ["#164e63", "#cffafe"],
    RESCHEDULED: ["#134e4a", "#ccfbf1"],
    NO_SHOW: ["#7c2d12", "#ffedd5"],
    CANCELED: ["#881337", "#ffe4e6"],
    PARTIAL_PAYMENT: ["#713f12", "#fef9c3"],
    WON: ["#14532d", "#dcfce7"],
    UNQUALIFIED: ["#334155", "#f1f5f9"],
    LOST: ["#7f1d1d", "#fee2e2"],
  };

/**
 * Gives a new database what a record of one's own can't start without: a status for each role. The
 * fact `sample_leads` says that there is no sample, whatever the setting says at the next start.
 */
export const makeEmptyWorkspace = (store: Store): Promise<void> =>
  store.write(async (tx) => {
    const statuses = STATUS_ROLES.map((role) => {
      const [text_color, bg_color] = COLOURS[role];
      const name = sentenceCase(role);
      return {
        id: randomUUID(),
        name,
        role,
        type: "BOTH",
        description: null,
        text_color,
        bg_color,
      };
    });
    await tx.insertInto("statuses").values(statuses).execute();
    await setFact(tx, "sample_leads", "0");
  });
