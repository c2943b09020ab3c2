import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers a request in place of the server, in a way that it shouldn't. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => void;

/** Any answer. */
export const answers =
  (status: number, body: string, headers: Record<string, string> = {}): Fault =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body);
  };

const tooMany = (headers?: Record<string, string>) =>
  answers(429, '{"status":"error","message":"Too many requests"}', headers);

/** 429 in every way it may come: with seconds, a date, garbage, or nothing to say how long. */
export const TOO_MANY: readonly Fault[] = [
  tooMany(),
  tooMany({ "retry-after": "0" }),
  tooMany({ "retry-after": "1" }),
  (request, response) =>
    tooMany({ "retry-after": new Date(Date.now() + 1_000).toUTCString() })(request, response),
  tooMany({ "retry-after": "soon" }),
];

const html = { "content-type": "text/html" };

/** Errors as the reference has them. */
export const refuses = (status: number, headers?: Record<string, string>): Fault =>
  answers(status, '{"status":"error","message":"No"}', headers);

/** An error of a gateway or a firewall, which is none of Hermon's. */
export const gateway = (status: number): Fault =>
  answers(status, `<html><body><h1>${status}</h1></body></html>`, html);

/** Breaks the connection. */
export const reset: Fault = (request) => request.socket.resetAndDestroy();

/** 5xx and what comes to the same: nothing was done, and nothing of it can be read. */
export const BROKEN: readonly Fault[] = [
  answers(500, '{"status":"error","message":"Internal server error"}'),
  answers(502, "<html><body><h1>502 Bad Gateway</h1></body></html>", html),
  answers(503, "", { "retry-after": "1" }),
  answers(504, "upstream request timeout", { "content-type": "text/plain" }),
  answers(200, "<!doctype html><title>Down for maintenance</title>", html),
  answers(200, '{"status":"error","message":"Something went wrong"}'),
  answers(200, '{"status":"success","message":"Leads fetched successfully","data":[],}'),
  answers(200, ""),
  (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
    response.write('{"status":"success","data":[{"id":"10', () => response.destroy());
  },
  reset,
];

/** A part of all requests fails, half of these with 429. */
export function someFail(part: number, random: () => number): () => Fault | undefined {
  return () => {
    if (random() >= part) return undefined;
    const faults = random() < 0.5 ? TOO_MANY : BROKEN;
    return faults[Math.floor(random() * faults.length)];
  };
}

/** Whether a page of that list is asked for that has a row between these places, from 1. */
export function asksFor({ url = "" }: IncomingMessage, list: string, from: number, to = from) {
  const { pathname, searchParams } = new URL(url, "http://hermon.example.com");
  if (!pathname.endsWith(`/${list}`)) return false;
  const [page, limit] = [Number(searchParams.get("page")), Number(searchParams.get("limit"))];
  return (page - 1) * limit < to && page * limit >= from;
}
