import { onTestFinished } from "vitest";
import type { Outcome, Progress } from "#server/store/jobs/job-batches.ts";
import type { Store } from "#server/store/open.ts";
import type { HandlerElsewhere, HandlerHere, JobHandler } from "./job-handler.ts";
import { JobRunner } from "./job-runner.ts";

/** So that nobody waits for the next look or the next try. */
const TIMES = { pollMs: 20, retryMs: 5 };

/** Of a server that crashes; for one that doesn't, it would be over on a machine that is busy. */
export const SHORT_LEASE = 100;

export const DONE: Outcome = { state: "done" };

export const here = (run: HandlerHere["run"], more: Partial<HandlerHere> = {}): JobHandler => ({
  kind: "call",
  effect: "here",
  run,
  ...more,
});

export const elsewhere = (
  run: HandlerElsewhere["run"],
  more: Partial<HandlerElsewhere> = {},
): JobHandler => ({ kind: "call", effect: "elsewhere", run, ...more });

/** A runner that is stopped when the test ends, with what it has logged and a wait for what it tells. */
export function startRunner(
  store: Store,
  handlers: JobHandler | readonly JobHandler[],
  more: { readonly leaseMs?: number; readonly pollMs?: number } = {},
) {
  const logged: unknown[] = [];
  const log = { error: (facts: object) => void logged.push("err" in facts && facts.err) };
  const runner = new JobRunner({ store, handlers: [handlers].flat(), log, ...TIMES, ...more });
  const told: Progress[] = [];
  const waiting = new Set<() => void>();
  runner.subscribe((progress) => {
    told.push(progress);
    for (const look of waiting) look();
  });
  onTestFinished(() => runner.stop());
  runner.start();
  const until = (isSo: (progress: Progress) => boolean) =>
    new Promise<Progress>((resolve) => {
      const look = () => {
        const found = told.find(isSo);
        if (found) resolve(found);
      };
      waiting.add(look);
      look();
    });
  const untilOver = (id: string) =>
    until(({ job }) => job.id === id && (job.state === "done" || job.state === "failed"));
  return { runner, logged, told, until, untilOver };
}

/** Each of the subjects as a row of its own, which can't be there twice. */
export const noteEach: HandlerHere["run"] = async (tx, items) => {
  const rows = items.map(({ subject }) => ({ key: subject, count: 1, until: 0 }));
  await tx.insertInto("attempts").values(rows).execute();
  return items.map(() => DONE);
};

export const notedIn = async ({ db }: Store) =>
  (await db.selectFrom("attempts").select("key").execute()).map(({ key }) => key);
