import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { ENDPOINTS } from "./contract/all.ts";
import { openApiDocument } from "./open-api.ts";

const document = openApiDocument();
const operation = (path: string, method: string) => document.paths[path]?.[method];

test("is a valid OpenAPI 3.1 document whose references all lead somewhere", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe("3.1");
  expect(() => validator.resolveRefs()).not.toThrow();
});

test("has every endpoint, once", () => {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(
    ENDPOINTS.map(({ name }) => name).toSorted(),
  );
});

test("describes a list with its parameters, its page and its errors", () => {
  const list = operation("/api/external/leads", "get");
  expect(list?.security).toEqual([{ key: [] }]);
  expect(list?.parameters.map(({ name }) => name)).toEqual([
    "page",
    "limit",
    "source",
    "status_role",
    "setter",
    "closer",
    "triage",
  ]);
  expect(list?.parameters[1]).toEqual({
    name: "limit",
    in: "query",
    required: false,
    schema: { type: "integer", minimum: 1, maximum: 100, default: 10 },
  });
  expect(list?.responses[200]).toMatchObject({
    content: {
      "application/json": {
        schema: {
          properties: {
            data: { items: { $ref: "#/components/schemas/Lead" } },
            pagination: { $ref: "#/components/schemas/Pagination" },
          },
        },
      },
    },
  });
  expect(Object.keys(list?.responses ?? {})).toEqual(["200", "400", "401", "429", "500"]);
});

test("describes a write as it is sent, before parsing tidies it up", () => {
  const submit = operation("/api/opt-in/submit", "post");
  expect(submit?.requestBody?.content["application/json"].schema).toMatchObject({
    required: ["email", "first_name", "source"],
    properties: {
      last_name: { type: ["string", "null"] },
      external_reference: { type: ["string", "number", "null"] },
      // Answers may be anything.
      questions_answers: { anyOf: [{ items: { properties: { answer: {} } } }, { type: "null" }] },
    },
  });
  expect(Object.keys(submit?.responses ?? {})).toEqual([
    "200",
    "201",
    "400",
    "401",
    "413",
    "429",
    "500",
    "503",
    "504",
  ]);
});

test("a manager shows who they are by the session, like anyone signed in", () => {
  const connection = operation("/api/dashboard/connection", "get");
  expect(connection?.security).toEqual([{ session: [] }]);
  expect(Object.keys(connection?.responses ?? {})).toContain("403");
  const schemes = Object.keys(document.components.securitySchemes);
  const used = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(used.flatMap(({ security }) => security.flatMap((one) => Object.keys(one)))).toSatisfy(
    (names: string[]) => names.every((name) => schemes.includes(name)),
  );
});

test("says on what is done in one's own name whom the page may say it shows", () => {
  for (const [path, method] of [
    ["/api/dashboard/leads/{id}/status", "patch"],
    ["/api/dashboard/connection/sync", "post"],
    ["/api/dashboard/sign-out", "post"],
  ] as const) {
    const { parameters = [], responses = {} } = operation(path, method) ?? {};
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: "x-dashboard-person", in: "header", required: false }),
    );
    expect(Object.keys(responses)).toContain("409");
  }
});

test("writes path parameters in braces", () => {
  expect(operation("/api/external/leads/{id}/status", "patch")?.parameters).toMatchObject([
    { name: "id", in: "path", required: true, schema: { format: "uuid" } },
  ]);
});
