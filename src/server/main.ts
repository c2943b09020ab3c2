import { openLog } from "#server/log.ts";
import { readSettings, WrongSetting } from "#server/settings.ts";
import { type Running, start } from "#server/start.ts";

/** What an operator can mend is one line; anything else comes with its stack. */
function explain(error: unknown): string {
  if (error instanceof WrongSetting) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") {
    return "PORT is in use by another program: stop it or set another PORT";
  }
  return error.stack ?? error.message;
}

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
  console.error(explain(error));
  process.exit(1);
}
