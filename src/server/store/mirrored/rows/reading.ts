/**
 * What this process has read and done so far: by this, and never by the machine's clock, it is told
 * whether an answer is newer than what is here. All are monotonic times. Where there is none, what is
 * here was here before this process asked for anything.
 */
export interface ReadSoFar {
  /** When the request was sent by which a lead was last found to be as it is here; by `seq`. */
  lead(lead: number): number | undefined;
  /** The same for its details. */
  details(lead: number): number | undefined;
  /** When a lead was found to be gone; by `id`. */
  gone(id: string): number | undefined;
  /** When a status change was sent, or this process began; by its `id`. */
  sent(changeId: string): number;
}

/** When what is read was asked for, and what was read before. */
export interface Reading {
  /** When the request was sent, in milliseconds since 1970: for people. */
  readonly sentAt: number;
  /** When a lead was last found to be as it is here, for people; by `seq`. */
  readonly seenAt: (lead: number) => number | undefined;
  /** Left out, nothing that is here is newer. */
  readonly order?: {
    /** When the request was sent, monotonic. */
    readonly at: number;
    readonly soFar: ReadSoFar;
  };
}

/** Whether something was read at that time, and the reading was asked for before. */
export const isOlder = ({ order }: Reading, than: (soFar: ReadSoFar) => number | undefined) =>
  order !== undefined && (than(order.soFar) ?? -Infinity) > order.at;
