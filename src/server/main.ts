import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { openLog } from "#server/boot/log.ts";
import { explainFailure } from "#server/boot/operator-error.ts";
import { readSettings } from "#server/boot/settings.ts";
import type { Running } from "#server/boot/start.ts";

async function stop(running: Running): Promise<never> {
  await running.stop();
  process.exit(0);
}

try {
  const settings = readSettings();
  // Compiling all that is loaded below takes a third of a start; nothing is lost if it can't be kept.
  enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compiled"));
  // Only now, so that a wrong setting is told at once.
  const { start } = await import("#server/boot/start.ts");
  const running = await start(settings, openLog(settings.LOG_LEVEL));
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void stop(running));
  console.log(`Lead dashboard: ${settings.APP_URL ?? running.address}`);
  if (running.firstManagerLink) {
    console.log(
      `Make the first manager (this link works once, for a day): ${running.firstManagerLink}`,
    );
  }
} catch (error) {
  console.error(explainFailure(error));
  process.exit(1);
}
