import type { App } from "../app.ts";
import type { LoadResult } from "./load.ts";
import { type Spread, spread } from "../statistics.ts";
import { atLeast, atMost, type Budget, budgetText, isWithin, spreadCell, table } from "../table.ts";
import type { Views } from "./views.ts";

/** One line of the server's table: what was measured, in which unit, and what it must reach. */
export interface Figure {
  readonly name: string;
  readonly spread: Spread | undefined;
  readonly unit: string;
  readonly budget?: Budget;
}

/** A line of which a smaller value is better; `limit` is the largest that is wanted. */
export const line = (
  name: string,
  values: readonly number[],
  unit: string,
  limit?: number,
): Figure => ({
  name,
  spread: spread(values),
  unit,
  ...(limit !== undefined && { budget: atMost(limit, unit) }),
});

/** How many requests were answered in a second, and how many must be. */
export const perSecond = (name: string, runs: readonly LoadResult[], least?: number): Figure => ({
  name,
  spread: spread(runs.map((run) => run.perSecond)),
  unit: "",
  ...(least !== undefined && { budget: atLeast(least) }),
});

/** The server under measurement. */
export interface Measured {
  readonly app: App;
  readonly directory: string;
  readonly leads: number;
  readonly runs: number;
  /** The headers of the sample manager's session. */
  readonly session: { readonly cookie: string; readonly origin: string };
  /** What is asked for. */
  readonly views: Views;
}

/** The lines as a table. */
export const figuresTable = (title: string, figures: readonly Figure[]): string =>
  table(
    [title, "ours (min–max)", "budget"],
    figures.map(({ name, spread: found, unit, budget }) => [
      name,
      spreadCell(found, unit) + verdict(budget, found),
      budgetText(budget),
    ]),
  );

const verdict = (budget: Budget | undefined, found: Spread | undefined) =>
  budget && found ? (isWithin(budget, found.median) ? " ✓" : " ✗") : "";
