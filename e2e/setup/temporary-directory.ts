import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs something with a directory of its own, which is gone afterwards whatever happened. */
export async function inTemporaryDirectory(run: (directory: string) => Promise<void>) {
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-e2e-"));
  try {
    await run(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}
