import { openLog } from "#server/log.ts";
import { explainFailure } from "#server/operator-error.ts";
import { readSettings } from "#server/settings.ts";
import { type Running, start } from "#server/start.ts";

function stopOn(signal: NodeJS.Signals, running: Running) {
  process.once(signal, async () => {
    await running.stop();
    process.exit(0);
  });
}

try {
  const settings = readSettings();
  const running = await start(settings, openLog(settings.LOG_LEVEL));
  stopOn("SIGTERM", running);
  stopOn("SIGINT", running);
  console.log(`Lead dashboard: ${running.address}`);
  if (running.firstManagerLink) {
    console.log(`Make the first manager (this link works once): ${running.firstManagerLink}`);
  }
} catch (error) {
  console.error(explainFailure(error));
  process.exit(1);
}
