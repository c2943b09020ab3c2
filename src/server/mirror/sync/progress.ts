import type { Transaction } from "kysely";
import * as z from "zod/mini";
import { readFact, setFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";
import type { Tables } from "#server/store/tables.ts";

/** How far the copy of one list is. */
const ListProgress = z.object({
  /** The page to go on with, from 1. */
  next: z.int(),
  isDone: z.boolean(),
  /** How many Hermon last said there are; `null` before it was asked. */
  there: z.nullable(z.int()),
  /** How many rows the last reading of all found, where that isn't what there is; `null`: it is. */
  apart: z._default(z.nullable(z.object({ read: z.int() })), null),
});

/** How far the mirror is, as a restart finds it. */
const Progress = z.object({
  leads: ListProgress,
  optIns: ListProgress,
  /** When everything was last read through, in milliseconds since 1970: begin and end. */
  scanned: z.nullable(z.object({ from: z.int(), to: z.int() })),
});
export type Progress = z.infer<typeof Progress>;
export type List = "leads" | "optIns";

const FACT = "mirror_progress";

/** Before anything was copied. */
export const START: Progress = {
  leads: { next: 1, isDone: false, there: null, apart: null },
  optIns: { next: 1, isDone: false, there: null, apart: null },
  scanned: null,
};

/** The progress as it was last kept. */
export async function readProgress(store: Store): Promise<Progress> {
  const kept = await readFact(store, FACT);
  return kept === null ? START : Progress.parse(JSON.parse(kept));
}

/** Whether none is kept any more: the mirror was emptied. */
export const isProgressGone = async (store: Store): Promise<boolean> =>
  (await readFact(store, FACT)) === null;

/** Keeps the progress, in the commit of what was read. */
export const keepProgress = (tx: Transaction<Tables>, progress: Progress): Promise<void> =>
  setFact(tx, FACT, JSON.stringify(progress));
