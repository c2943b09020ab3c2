import { expect, vi } from "vitest";
import type { Purpose } from "#api/contract/sync.ts";
import type { Outcome } from "./outcome.ts";
import { RequestBudget, type SharedBudget, type Turn } from "./request-budget.ts";
import type { QueuedRequest } from "./request-queue.ts";

export const ANSWERED: Outcome = { kind: "answered" };

interface Asked {
  readonly name: string;
  turn?: Turn;
  error?: unknown;
}

/** A budget and whoever asks it for turns; timers must be faked. */
export interface TestBudget {
  readonly budget: RequestBudget;
  readonly ask: (purpose: Purpose, request?: Partial<QueuedRequest>) => Asked;
  /** All that was let in, in that order. */
  readonly sent: string[];
}

/** A new one, of so many requests in a second. */
export function makeBudget(most = 1000, shared?: SharedBudget): TestBudget {
  const budget = new RequestBudget(most, () => {}, shared);
  const sent: string[] = [];
  let number = 0;
  function ask(purpose: Purpose, request: Partial<QueuedRequest> = {}): Asked {
    number += 1;
    const asked: Asked = { name: `${purpose} ${number}` };
    const question = purpose === "poll" || purpose === "scan" ? purpose : undefined;
    const forEver = { purpose, number, notBefore: 0, until: Infinity, signal: undefined, question };
    budget.turn({ ...forEver, ...request }).then(
      (turn) => {
        asked.turn = turn;
        sent.push(asked.name);
      },
      (error: unknown) => (asked.error = error),
    );
    return asked;
  }
  return { budget, ask, sent };
}

/** Lets time pass, and all that happens in it. */
export const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

/** A budget whose key Hermon has taken already. */
export async function makeProvenBudget(most = 1000) {
  const made = makeBudget(most);
  await end(made.ask("person"), ANSWERED);
  await pass(1100);
  made.sent.length = 0;
  return made;
}

/** Ends the turn that was given. */
export async function end(asked: Asked, outcome: Outcome) {
  await pass();
  if (!asked.turn) expect.fail(`${asked.name} has no turn`);
  asked.turn.end(outcome);
  await pass();
}

/** A request of someone who waits ten seconds at most. */
export const person = () => ({ until: performance.now() + 10_000 });
