import type { Hono } from "hono";
import { EVENTS_PATH } from "#api/contract/events.ts";
import type { Session } from "#server/auth/sessions.ts";
import type { Gates } from "./call.ts";
import { EventHub, type From, type HubOptions } from "./event-hub.ts";
import { EventStream, HEARTBEAT } from "./event-stream.ts";
import type { ServerContext, ServerEnv } from "./server-env.ts";

interface EventsOptions extends HubOptions {
  readonly gates: Gates;
  readonly sessionOf: (context: ServerContext) => Promise<Session | null>;
}

/** So often a stream shows that it lives, and is looked at whether it still may, in milliseconds. */
const HEARTBEAT_MS = 20_000;

const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  // nginx would gather events until its buffer is full.
  "x-accel-buffering": "no",
} as const;

/**
 * Serves what every open page is told by itself. It isn't one of the contract's endpoints, because
 * its answer has no end; whoever may ask those of a session may ask this.
 */
export function serveEvents(app: Hono<ServerEnv>, options: EventsOptions): void {
  const { gates, sessionOf, log } = options;
  const hub = new EventHub(options);
  app.get(EVENTS_PATH, async (context) => {
    await gates.session(context);
    if (context.req.method === "HEAD") return context.body(null, 200, HEADERS);
    const stream = new EventStream(() => context.env.outgoing?.destroy());
    await hub.add(stream, whereFrom(context));
    keepAlive(stream, async () => {
      const session = await sessionOf(context).catch((error: unknown) => {
        log.error({ requestId: context.get("requestId"), route: EVENTS_PATH, err: error });
      });
      return Boolean(session);
    });
    return context.body(stream.body, 200, HEADERS);
  });
}

/** What is known by now is as old as the page, unless it says better. */
function whereFrom({ req }: ServerContext): From {
  const after = req.header("last-event-id") ?? req.query("after");
  if (after !== undefined) return { after };
  const age = Number(req.query("age"));
  return { ageMs: age > 0 ? age : 0 };
}

/** A session that was ended or has run out ends the stream, too. */
function keepAlive(stream: EventStream, isSignedIn: () => Promise<boolean>): void {
  const beat = async () => {
    if (await isSignedIn()) stream.send(HEARTBEAT);
    else stream.end();
  };
  const timer = setInterval(() => void beat(), HEARTBEAT_MS);
  const stop = () => clearInterval(timer);
  if (stream.ended.aborted) stop();
  else stream.ended.addEventListener("abort", stop);
}
