import { ApiError } from "#api/errors.ts";

const MOST_KEPT = 20;

/** A failure of late; `at` is ISO 8601. */
export interface LastError {
  readonly at: string;
  readonly what: string;
}

/** Remembers the failures that someone who looks after the connection wants to see. */
export class LastErrors {
  #newestFirst: readonly LastError[] = [];

  get newestFirst(): readonly LastError[] {
    return this.#newestFirst;
  }

  /**
   * Of equal ones in a row the newest is kept: an outage would push out all that came before.
   * @param isAboutOne whether one thing was asked for, which may not be there
   */
  note(error: unknown, isAboutOne: boolean): void {
    if (!(error instanceof ApiError) || isExpected(error, isAboutOne)) return;
    const what = error.message;
    const [newest, ...others] = this.#newestFirst;
    const before = newest && newest.what !== what ? [newest, ...others] : others;
    this.#newestFirst = [{ at: new Date().toISOString(), what }, ...before].slice(0, MOST_KEPT);
  }
}

/** What was taken back, or what Hermon says isn't there any more, is no failure of the connection. */
const isExpected = ({ kind, status, answered }: ApiError, isAboutOne: boolean): boolean =>
  kind === "aborted" || (isAboutOne && status === 404 && answered !== undefined);
