import * as z from "zod/mini";
import { startSharedMirror } from "#server/mirror/servers/shared-mirror.ts";
import { openStore } from "#server/store/open.ts";

/** What a server in live mode is started with, as its environment has it. */
export const ServerSettings = z.object({
  DATABASE_URL: z.string(),
  HERMON_URL: z.string(),
  HERMON_KEY: z.string(),
  MAX_PER_SECOND: z.string(),
  POLL_SECONDS: z.string(),
  LEASE_MS: z.string(),
});
export type ServerSettings = z.infer<typeof ServerSettings>;

/** Of a server: what asks Hermon, or asks the server that does. */
export async function startOne(settings: ServerSettings, onLog: (line: string) => void) {
  const store = await openStore(settings.DATABASE_URL);
  const write = (facts: object, message: string) => onLog(`${message} ${JSON.stringify(facts)}`);
  const mirror = await startSharedMirror({
    store,
    log: { info: write, warn: write, error: write },
    apiUrl: settings.HERMON_URL,
    apiKey: settings.HERMON_KEY,
    maxPerSecond: Number(settings.MAX_PER_SECOND),
    pollSeconds: Number(settings.POLL_SECONDS),
    leaseMs: Number(settings.LEASE_MS),
  });
  return { store, mirror };
}
