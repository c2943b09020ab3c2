import { DatabaseProblem, type During, StoreFailure } from "../../store-failure.ts";
import type { StoreFailureKind } from "../../store-failure.ts";
import type { Place } from "../file-place.ts";

/** What the main thread and the thread of a connection say to each other. */

/** What a connection is for. An observer keeps no pages, so that it sees the file as it is by now. */
export type Role = "writer" | "reader" | "observer";

/** What a thread opens. */
export interface Opening {
  readonly role: Role;
  readonly path: string;
  /** Whether a file that isn't there is made, and one that is may be turned to our way of writing. */
  readonly isOwned: boolean;
  /** Which files the others have open; left out by the first one. */
  readonly place: Place | undefined;
}

/** What was found at the opening. */
export interface Opened {
  /** The migrations that were applied; none where others look. */
  readonly applied: readonly string[];
  readonly place: Place;
}

export interface Query {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What a query came to. Rows are arrays: names of columns aren't copied with each of them. */
export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Of queries without rows. */
  readonly changes: number | bigint;
  readonly lastInsertRowid: number | bigint;
}

/** What can be asked of a thread, and what it answers. Times are in milliseconds. */
export interface Operations {
  /**
   * Runs a query, after others that need no answer of their own.
   * - `alone`: outside of a transaction;
   * - `within`: an error unless a transaction is open.
   */
  run: {
    ask: {
      query: Query;
      before: readonly Query[];
      place: "alone" | "within";
      patience: number;
    };
    answer: Result;
  };
  /** Runs a query that writes, which is a transaction of its own. */
  write: { ask: { query: Query; patience: number }; answer: Result };
  /** Begins a transaction that writes; the lock is taken at once. */
  begin: { ask: { patience: number }; answer: null };
  /** Runs queries that need no answer, then commits. */
  commit: { ask: { before: readonly Query[]; patience: number }; answer: null };
  /** Undoes the transaction, if one is open. */
  rollback: { ask: null; answer: null };
  /** Of the writer's thread: looks whether the file can still be read from the disk. */
  probe: { ask: { patience: number }; answer: null };
  /** Of the writer's thread: a number that changes with every commit. */
  version: { ask: null; answer: number };
  close: { ask: null; answer: null };
}

export type Operation = keyof Operations;

/** In place of a request's `id`: nobody waits for what comes of it. */
export const NO_ANSWER = -1;

export type Request = {
  [O in Operation]: {
    readonly id: number;
    readonly operation: O;
    readonly ask: Operations[O]["ask"];
  };
}[Operation];

export type Response =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: WireError };

/** An error as it goes from thread to thread: of its own properties a copied one keeps none. */
interface WireError {
  readonly message: string;
  readonly stack: string | undefined;
  /** SQLite's extended result code. */
  readonly errcode: number | undefined;
  /** Of a failure of the store's. */
  readonly kind: StoreFailureKind | undefined;
  /** Whether it is one line for the operator. */
  readonly isProblem: boolean;
}

export function toWire(error: unknown): WireError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const errcode = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return {
    message,
    stack,
    errcode: typeof errcode === "number" ? errcode : undefined,
    kind: error instanceof StoreFailure ? error.kind : undefined,
    isProblem: error instanceof DatabaseProblem,
  };
}

export function fromWire(wire: WireError, during: During): Error {
  const { message, stack, errcode, kind, isProblem } = wire;
  if (isProblem) return new DatabaseProblem(message);
  if (kind !== undefined) return new StoreFailure(kind, during);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return errcode === undefined ? error : Object.assign(error, { errcode });
}
