import { AsyncResource } from "node:async_hooks";

/**
 * Makes a function that does the work, and once more when it was called meanwhile; never twice at a
 * time. It is done for all who call it: what holds for one of them, such as how long their request
 * may read, doesn't hold for it.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const run = AsyncResource.bind(async () => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
  });
  return () => {
    isAskedAgain = true;
    running ??= run().finally(() => (running = undefined));
    return running;
  };
}
