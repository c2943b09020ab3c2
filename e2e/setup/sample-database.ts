import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAppServer } from "./app-server.ts";

/** Where the workers find the sample database they copy. */
export const SAMPLE_DIRECTORY = "E2E_SAMPLE_DIRECTORY";

/** Makes the sample workspace once for the whole run; gives the function that clears it away. */
// oxlint-disable-next-line import/no-default-export -- Playwright asks for it
export default async function makeSampleDatabase(): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-sample-"));
  const server = await startAppServer(directory);
  await server.stop();
  process.env[SAMPLE_DIRECTORY] = directory;
  return () => rm(directory, { recursive: true });
}
