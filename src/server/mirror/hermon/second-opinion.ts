import type { Endpoint } from "#api/contract/endpoint.ts";
import { listLeadRows, listStatusRows } from "../rows/hermon-endpoints.ts";
import type { RequestBudget } from "./budget/request-budget.ts";

/** Questions about everything, of which Hermon answers at least one to whom it lets in. */
const QUESTIONS = [listStatusRows, listLeadRows] as const;

/**
 * Finds out at once what a refusal means. What refused it may be a firewall, or may mean one lead
 * alone: then something else is answered. The key is meant when that is refused as well.
 */
export class SecondOpinion {
  readonly #budget: RequestBudget;
  readonly #ask: (endpoint: Endpoint) => Promise<unknown>;
  #isUnderWay = false;

  /** @param ask asks once; how that ends, the budget learns by itself */
  constructor(budget: RequestBudget, ask: (endpoint: Endpoint) => Promise<unknown>) {
    this.#budget = budget;
    this.#ask = ask;
  }

  /** Something was refused. */
  async seek(): Promise<void> {
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    for (const question of QUESTIONS) {
      const { refusal, isKeyProven, refused } = this.#budget;
      if (refusal || isKeyProven) break;
      if (!refused.has(question.name)) await this.#ask(question).catch(() => undefined);
    }
    this.#isUnderWay = false;
  }
}
