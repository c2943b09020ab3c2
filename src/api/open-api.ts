import type * as z from "zod/mini";
import { ENDPOINTS } from "./contract/all.ts";
import type { Access, Endpoint } from "./contract/endpoint.ts";
import { updateLeadStatus } from "./contract/leads/leads.ts";
import { PERSON_HEADER, signOut } from "./contract/people/people.ts";
import { isCapability, may, ROLES } from "./contract/people/roles.ts";
import { answerSchemas, type JsonSchema, refTo, requestSchema } from "./open-api-schemas.ts";

/** The name of the session cookie, as the server sets it. */
const SESSION_COOKIE = "dashboard.session_token";

/** What each error status says. */
const ERRORS = {
  400: "A parameter or field is missing or wrong; the message names it",
  401: "No valid API key or session, or wrong credentials",
  403: "The person's role, or the page that sent the request, may not do this",
  404: "Resource not found",
  409: "Someone else changed the lead meanwhile, or is signed in by now",
  413: "The body is longer than 256 KiB",
  429: "Too many requests; `Retry-After` says for how many seconds to wait",
  500: "Internal server error; `x-request-id` finds it in the server's log",
  503: "Live mode: Hermon can't be asked, and nothing was done",
  504: "Live mode: Hermon didn't answer, and what came of it isn't known",
};
type ErrorStatus = keyof typeof ERRORS;

/** An OpenAPI 3.1 description of every endpoint in the contract. */
export function openApiDocument() {
  const { shared, answers } = answerSchemas();
  return {
    openapi: "3.1.1",
    info: {
      title: "Lead dashboard",
      version: "1.0.0",
      description: "Hermon's external API, and what the dashboard needs beside it.",
    },
    servers: [{ url: "/" }],
    tags: [
      { name: "External", description: "Hermon's documented API, with an API key" },
      { name: "Dashboard", description: "The dashboard's own API, with a session; it may change" },
    ],
    paths: pathItems(answers),
    components: {
      schemas: shared,
      responses: errorResponses(),
      securitySchemes: {
        key: { type: "apiKey", in: "header", name: "x-api-key" },
        session: { type: "apiKey", in: "cookie", name: SESSION_COOKIE },
      },
    },
  };
}

function pathItems(answers: Record<string, JsonSchema>) {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const endpoint of ENDPOINTS) {
    const template = endpoint.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[template] ??= {};
    paths[template][endpoint.method.toLowerCase()] = operation(endpoint, answers[endpoint.name]);
  }
  return paths;
}

function operation(endpoint: Endpoint, answer: JsonSchema = {}) {
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.path.startsWith("/api/dashboard/") ? "Dashboard" : "External"],
    security: securityOf(endpoint),
    parameters: [
      ...parameters(endpoint.params, "path"),
      ...parameters(endpoint.query, "query"),
      ...(isOnesOwn(endpoint) ? [SHOWN_PERSON] : []),
    ],
    ...(endpoint.body && {
      requestBody: { required: true, content: json(requestSchema(endpoint.body)) },
    }),
    responses: { ...successes(endpoint, answer), ...failures(endpoint) },
  };
}

/** Everyone with a role is known by a session. */
function securityOf({ access }: Endpoint): Record<string, never[]>[] {
  if (access === "public") return [];
  return [{ [access === "key" ? "key" : "session"]: [] }];
}

/** Whether what it does is done in the name of whoever is signed in. */
const isOnesOwn = ({ name, access, method }: Endpoint): boolean =>
  name === signOut.name || (method !== "GET" && access !== "key" && access !== "public");

const SHOWN_PERSON = {
  name: PERSON_HEADER,
  in: "header",
  required: false,
  description: "Id of the person this is done as; a 409 if someone else is signed in",
  schema: { type: "string" },
} as const;

/** Those that ask Hermon in live mode, which may be away. */
const ASKING_HERMON: readonly string[] = [
  "getLead",
  "getOptIn",
  "updateLeadStatus",
  "submitOptIn",
  "getFreshLead",
  "changeLeadStatus",
];

function parameters(schema: z.ZodMiniObject | undefined, place: "path" | "query") {
  if (!schema) return [];
  const { properties = {}, required = [] } = requestSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function successes({ success }: Endpoint, answer: JsonSchema) {
  return Object.fromEntries(
    Object.entries(success).map(([status, description]) => [
      status,
      { description, content: json(answer) },
    ]),
  );
}

function failures(endpoint: Endpoint) {
  return Object.fromEntries(
    errorStatuses(endpoint).map((status) => [
      status,
      { $ref: `#/components/responses/Error${status}` },
    ]),
  );
}

function errorStatuses(endpoint: Endpoint): ErrorStatus[] {
  const { name, access, method, params, query, body } = endpoint;
  const protectedOrCredentials = access !== "public" || body;
  const possible: Record<ErrorStatus, unknown> = {
    400: query ?? body,
    401: protectedOrCredentials,
    403: !mayAnyone(access) || (access !== "key" && method !== "GET"),
    404: params,
    409: isOnesOwn(endpoint) || name === updateLeadStatus.name,
    413: body,
    429: true,
    500: true,
    503: ASKING_HERMON.includes(name),
    504: ASKING_HERMON.includes(name),
  };
  return ERROR_STATUSES.filter((status) => possible[status]);
}

/** Whether no role is refused. */
const mayAnyone = (access: Access): boolean =>
  !isCapability(access) || ROLES.every((role) => may(role, access));

const ERROR_STATUSES = [
  400, 401, 403, 404, 409, 413, 429, 500, 503, 504,
] as const satisfies ErrorStatus[];

function errorResponses() {
  const conflict = {
    allOf: [refTo("Error"), { properties: { details: { anyOf: CONFLICTS.map(refTo) } } }],
  };
  return Object.fromEntries(
    ERROR_STATUSES.map((status) => [
      `Error${status}`,
      { description: ERRORS[status], content: json(status === 409 ? conflict : refTo("Error")) },
    ]),
  );
}

const CONFLICTS = ["StatusConflict", "ViewConflict", "OtherPerson"] as const;

function json(schema: JsonSchema) {
  return { "application/json": { schema } };
}
