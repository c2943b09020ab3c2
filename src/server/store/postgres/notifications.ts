import { setTimeout } from "node:timers/promises";
import pg, { type ClientConfig } from "pg";

/** What is sent with every commit that changes something. */
export const NOTIFY = "notify commits";

/** The longest pause between two tries to connect, in milliseconds; the first one is a fiftieth of it. */
const LONGEST_PAUSE = 5_000;

/**
 * So often it is seen to that the connection still lives, in milliseconds. What was committed while
 * it didn't is looked for by whoever is told then.
 */
const BEAT = 5_000;

const ignore = () => {};

/**
 * Listens, by a connection of its own, for commits by any server, and tells of them; also after the
 * connection was lost, in which time there may have been some.
 * @returns the function that ends it
 */
export function listenForCommits(config: ClientConfig, tell: () => void): () => void {
  const ending = new AbortController();
  void listenUntil(ending.signal, config, tell);
  return () => ending.abort();
}

async function listenUntil(end: AbortSignal, config: ClientConfig, tell: () => void) {
  let pause = 0;
  while (!end.aborted) {
    await listen(end, config, () => {
      pause = 0;
      tell();
    }).catch(ignore);
    pause = Math.min(LONGEST_PAUSE, pause * 2 || LONGEST_PAUSE / 50);
    await setTimeout(pause, undefined, { signal: end, ref: false }).catch(ignore);
  }
}

/** Rejects when the connection is lost, or isn't needed any more. */
async function listen(end: AbortSignal, config: ClientConfig, tell: () => void): Promise<never> {
  const client = new pg.Client({ ...config, query_timeout: BEAT });
  const lost = new AbortController();
  const over = AbortSignal.any([end, lost.signal]);
  client.on("error", () => lost.abort()).on("end", () => lost.abort());
  client.on("notification", tell);
  try {
    await client.connect();
    await client.query("listen commits");
    for (;;) {
      tell();
      await setTimeout(BEAT, undefined, { signal: over, ref: false });
      await client.query("select 1");
    }
  } finally {
    void client.end().catch(ignore);
  }
}
