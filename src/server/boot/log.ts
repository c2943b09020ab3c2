import { type DestinationStream, pino } from "pino";
import type { Settings } from "./settings.ts";

/** The part of pino's logger that is used here. */
export type Log = Pick<ReturnType<typeof pino>, "info" | "warn" | "error">;

/**
 * Opens the log: one JSON line an event on stderr, because stdout is for the address alone. Lines
 * hold no personal data and no secrets: routes instead of paths, no queries, bodies or headers.
 */
export function openLog(
  level: Settings["LOG_LEVEL"],
  destination: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Log {
  const formatters = { level: (label: string) => ({ level: label }) };
  const timestamp = pino.stdTimeFunctions.isoTime;
  return pino({ level, base: null, timestamp, formatters }, destination);
}
