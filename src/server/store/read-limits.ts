import { AsyncLocalStorage } from "node:async_hooks";

/** When a read is given up. */
export interface ReadLimits {
  /** How long one may take from when it was asked for, in milliseconds. */
  readonly ms: number;
  /** Aborted when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

const limits = new AsyncLocalStorage<ReadLimits>();

/**
 * Runs `work`, of whose reads each is given up at these limits, as {@link StoreFailure} `slow` or
 * `abandoned`. What it begins and doesn't wait for has them, too: give a signal to nothing but reads.
 */
export const withReadLimits = <T>(of: ReadLimits, work: () => T): T => limits.run(of, work);

/** Adds the signal of whoever asks to the limits that hold already: `work` is nothing but their reads. */
export const whileAsked = <T>(signal: AbortSignal, work: () => T): T =>
  withReadLimits({ ms: currentLimits()?.ms ?? Infinity, signal }, work);

/** The limits that hold here; `undefined`: reads may take as long as they do. */
export const currentLimits = (): ReadLimits | undefined => limits.getStore();
