import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Loaded into the server that is measured (`--import`): how late its main thread's timers are. Starts
 * anew at SIGUSR2, and writes the 99th percentile in milliseconds into a file at the process' end.
 */
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on("SIGUSR2", () => delay.reset());
process.on("exit", () => {
  const file = process.env["EVENT_LOOP_DELAY_FILE"];
  if (file) writeFileSync(file, String(delay.percentile(99) / 1e6 - RESOLUTION_MS));
});
