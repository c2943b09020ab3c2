import type { ReadSoFar } from "#server/store/mirrored/rows/reading.ts";
import { monotonic, wallTime } from "#server/store/time.ts";

/**
 * What this process has read and done so far. Kept in memory, because a scan would otherwise write
 * every lead it finds unchanged. All but `at` are monotonic times.
 */
export class SeenLeads implements ReadSoFar {
  readonly #began = monotonic();
  readonly #leads = new Map<number, number>();
  readonly #details = new Map<number, number>();
  readonly #optInDetails = new Map<string, number>();
  readonly #gone = new Map<string, number>();
  readonly #sent = new Map<string, number>();
  #before = 0;

  /** Every lead that is here had been seen at this time, in milliseconds since 1970. */
  setBefore(time: number): void {
    this.#before = Math.max(this.#before, time);
  }

  /** @param order when the request was sent whose answer held these leads, by `seq` */
  mark(leads: readonly number[], order: number): void {
    for (const lead of leads) raise(this.#leads, lead, order);
  }

  /** The same for a lead's details. */
  markDetails(lead: number, order: number): void {
    raise(this.#details, lead, order);
  }

  /** The same for an opt-in's details; by `id`. */
  markOptInDetails(optIn: string, order: number): void {
    raise(this.#optInDetails, optIn, order);
  }

  /** A lead is found to be gone now. */
  markGone(id: string): void {
    this.#gone.set(id, monotonic());
  }

  /** A status change is being sent. */
  markSent(changeId: string): void {
    this.#sent.set(changeId, monotonic());
  }

  /** What became of it is known. */
  forgetSent(changeId: string): void {
    this.#sent.delete(changeId);
  }

  lead(lead: number): number | undefined {
    return this.#leads.get(lead);
  }

  details(lead: number): number | undefined {
    return this.#details.get(lead);
  }

  /** When the request was sent by which an opt-in's details were last read; by `id`. */
  optInDetails(optIn: string): number | undefined {
    return this.#optInDetails.get(optIn);
  }

  gone(id: string): number | undefined {
    return this.#gone.get(id);
  }

  sent(changeId: string): number {
    return this.#sent.get(changeId) ?? this.#began;
  }

  /** When a lead was last found to be as it is here, in milliseconds since 1970: for people. */
  at(lead: number): number {
    const order = this.#leads.get(lead);
    return order === undefined ? this.#before : wallTime(order);
  }
}

function raise<Key>(times: Map<Key, number>, key: Key, time: number): void {
  if (time > (times.get(key) ?? -Infinity)) times.set(key, time);
}
