/**
 * When each lead was last found to be as it is here. Kept in memory, because a scan would otherwise
 * write every lead it finds unchanged; after a restart `before` stands for all of them.
 */
export class SeenLeads {
  readonly #at = new Map<number, number>();
  #before = 0;

  /** Every lead that is here had been seen at this time, in milliseconds since 1970. */
  setBefore(time: number): void {
    this.#before = Math.max(this.#before, time);
  }

  /** @param sentAt when the request was sent whose answer held these leads, by `seq` */
  mark(leads: readonly number[], sentAt: number): void {
    for (const lead of leads) {
      if (sentAt > (this.#at.get(lead) ?? 0)) this.#at.set(lead, sentAt);
    }
  }

  at(lead: number): number {
    return this.#at.get(lead) ?? this.#before;
  }
}
