import type { Hono } from "hono";
import { EVENTS_PATH } from "#api/contract/events.ts";
import type { Session } from "#server/accounts/sessions/sessions.ts";
import type { Gates } from "../wire/call.ts";
import { EventHub, type From, type HubOptions } from "./event-hub.ts";
import { eventBytes, EventStream, HEARTBEAT } from "./event-stream.ts";
import type { ServerContext, ServerEnv } from "../wire/server-env.ts";
import type { Reason, SessionWatch } from "#server/accounts/sessions/session-watch.ts";
import { refuseOtherPerson } from "../edge/shown-person.ts";

interface EventsOptions extends HubOptions {
  readonly gates: Gates;
  readonly sessionOf: (context: ServerContext) => Promise<Session | null>;
  readonly watch: SessionWatch;
}

/** What has become of a stream's session. */
interface Look {
  readonly isSignedIn: boolean;
  readonly isOtherRole: boolean;
}

/** How often a stream shows that it lives, and whether it still may is checked, in milliseconds. */
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
  const { gates, sessionOf, watch, log } = options;
  const hub = new EventHub(options);
  app.get(EVENTS_PATH, async (context) => {
    // As of now: who asks may take a busy server a while to find out.
    const from = whereFrom(context);
    const { person } = await gates.person(context, "read");
    // A stream can't be asked for with a header.
    refuseOtherPerson(person, context.req.query("person"));
    if (context.req.method === "HEAD") return context.body(null, 200, HEADERS);
    const stream = new EventStream(() => context.env.outgoing?.destroy());
    await hub.add(stream, from);
    // The role may have changed since the page learnt it.
    let role = context.req.query("role") || person.role;
    const look = async () => {
      const session = await sessionOf(context).catch((error: unknown) => {
        log.error({ requestId: context.get("requestId"), route: EVENTS_PATH, err: error });
      });
      const before = role;
      role = session?.person.role ?? role;
      return { isSignedIn: Boolean(session), isOtherRole: role !== before };
    };
    keepAlive(stream, async () => (await look()).isSignedIn);
    keepCurrent(stream, look, watch);
    return context.body(stream.body, 200, HEADERS);
  });
}

/** Nothing was missed, unless the page says behind which event it is, or how old. */
function whereFrom({ req }: ServerContext): From {
  const after = req.header("last-event-id") ?? req.query("after");
  if (after !== undefined) return { after };
  const age = Number(req.query("age"));
  return { since: age > 0 ? performance.now() - age : Infinity };
}

/** A session that has run out ends the stream, too. */
function keepAlive(stream: EventStream, isSignedIn: () => Promise<boolean>): void {
  const beat = async () => {
    if (await isSignedIn()) stream.send(HEARTBEAT);
    else stream.end();
  };
  const timer = setInterval(() => void beat(), HEARTBEAT_MS);
  whenEnded(stream, () => clearInterval(timer));
}

/**
 * As does one that was ended, at once. Where somebody else did that, or gave the person another role,
 * the page is told to ask for everything again, and learns it from the answers.
 */
function keepCurrent(stream: EventStream, look: () => Promise<Look>, watch: SessionWatch): void {
  const act = async (reason: Reason) => {
    const { isSignedIn, isOtherRole } = await look();
    if (isOtherRole || (!isSignedIn && reason === "changed")) {
      stream.send(eventBytes("reset", {}));
    }
    if (!isSignedIn) stream.end();
  };
  whenEnded(
    stream,
    watch.follow((reason) => void act(reason)),
  );
  void act("changed");
}

function whenEnded({ ended }: EventStream, act: () => void): void {
  if (ended.aborted) act();
  else ended.addEventListener("abort", act);
}
