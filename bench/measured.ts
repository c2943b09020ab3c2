import type { App } from "./app.ts";
import type { Spread } from "./statistics.ts";
import type { Budget } from "./table.ts";

/** One line of the server's table: what was measured, in which unit, and what it must reach. */
export interface Figure {
  readonly name: string;
  readonly spread: Spread | undefined;
  readonly unit: string;
  readonly budget?: Budget;
}

/** The server under measurement. */
export interface Measured {
  readonly app: App;
  readonly directory: string;
  readonly leads: number;
  readonly runs: number;
  /** The headers of the sample manager's session. */
  readonly session: { readonly cookie: string; readonly origin: string };
  /** The headers of a sender with an API key. */
  readonly sender: { readonly "x-api-key": string };
}
