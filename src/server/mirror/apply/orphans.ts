import { monotonic } from "#server/store/time.ts";
import type { Unreadable } from "./unreadable.ts";

/** How long a lead that Hermon doesn't have isn't asked for again, in milliseconds. */
const BELIEVED = 10 * 60_000;

interface Orphan {
  readonly id: string;
  readonly lead_id: string;
}

/**
 * Opt-ins whose lead Hermon doesn't have, or doesn't give. They can't be kept, and each page that
 * has them would otherwise cost a request for every one.
 */
export class Orphans {
  readonly #unreadable: Unreadable;
  readonly #byLead = new Map<string, { readonly until: number; readonly ids: Set<string> }>();

  constructor(unreadable: Unreadable) {
    this.#unreadable = unreadable;
  }

  add(orphans: readonly Orphan[]): void {
    for (const { id, lead_id } of orphans) {
      this.#unreadable.add({ kind: "opt-in", id, why: "its lead is not in Hermon" }, id);
      const known = this.#known(lead_id);
      if (known) known.ids.add(id);
      else this.#byLead.set(lead_id, { until: monotonic() + BELIEVED, ids: new Set([id]) });
    }
  }

  /** Whether a lead was found not to be there, not long ago. */
  lacks(lead: string): boolean {
    return this.#known(lead) !== undefined;
  }

  /** These leads are here now. Their opt-ins count as missing again, which makes the next scan read them. */
  leadsCame(leads: readonly string[]): void {
    for (const lead of leads) {
      for (const id of this.#byLead.get(lead)?.ids ?? []) this.#unreadable.remove("opt-in", id);
      this.#byLead.delete(lead);
    }
  }

  #known(lead: string) {
    const known = this.#byLead.get(lead);
    return known && known.until > monotonic() ? known : undefined;
  }
}
