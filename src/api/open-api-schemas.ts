import * as z from "zod/mini";
import { ENDPOINTS } from "./contract/all.ts";
import { ErrorEnvelope, Pagination } from "./contract/endpoint.ts";
import * as history from "./contract/leads/lead-history.ts";
import * as views from "./contract/leads/lead-views.ts";
import * as leads from "./contract/leads/leads.ts";
import * as optIns from "./contract/opt-ins/opt-ins.ts";
import * as people from "./contract/people/people.ts";
import * as signIn from "./contract/people/sign-in.ts";
import * as statuses from "./contract/leads/statuses.ts";
import * as viewChanges from "./contract/views/view-changes.ts";
import * as savedViews from "./contract/views/views.ts";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Schemas that answers share, by the name they have in the document. */
const SHARED = {
  Lead: leads.Lead,
  LeadDetails: leads.LeadDetails,
  Note: leads.Note,
  BillingDetails: leads.BillingDetails,
  LeadStatus: statuses.LeadStatus,
  Status: statuses.Status,
  OptIn: optIns.OptIn,
  OptInDetails: optIns.OptInDetails,
  QuestionAnswer: optIns.QuestionAnswer,
  TrafficAttribution: optIns.TrafficAttribution,
  LeadCounts: views.LeadCounts,
  ValueCount: views.ValueCount,
  LeadPosition: views.LeadPosition,
  StatusChange: history.StatusChange,
  LeadActivity: history.LeadActivity,
  StatusConflict: history.StatusConflict,
  Person: people.Person,
  OtherPerson: people.OtherPerson,
  TeamMember: people.TeamMember,
  Workspace: people.Workspace,
  SamplePerson: signIn.SamplePerson,
  View: savedViews.View,
  ViewConflict: viewChanges.ViewConflict,
  Pagination,
  Error: ErrorEnvelope,
};

export const refTo = (name: keyof typeof SHARED): JsonSchema => ({ $ref: uri(name) });

const uri = (name: string): string => `#/components/schemas/${name}`;

/** Schemas of what is answered: the shared ones by name, and each endpoint's by the endpoint's. */
export function answerSchemas(): {
  shared: Record<string, JsonSchema>;
  answers: Record<string, JsonSchema>;
} {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SHARED)) registry.add(schema, { id });
  for (const { name, answer } of ENDPOINTS) registry.add(answer, { id: name });
  const { schemas } = z.toJSONSchema(registry, { uri, override: relax });

  const answers: Record<string, JsonSchema> = {};
  const shared: Record<string, JsonSchema> = {};
  for (const [id, schema] of Object.entries(schemas)) {
    (id in SHARED ? shared : answers)[id] = withoutIdentity(schema);
  }
  return { shared, answers };
}

/** The schema of what is sent: what parsing fills in or tidies up may be missing or untidy. */
export function requestSchema(schema: z.ZodMiniType): JsonSchema {
  return withoutIdentity(z.toJSONSchema(schema, { io: "input", override: relax }));
}

/** Readers must put up with fields that come later; integers need no bounds but those of the API. */
function relax({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** A schema inside the document is known by its place in it. */
function withoutIdentity(schema: JsonSchema): JsonSchema {
  delete schema.$id;
  delete schema.$schema;
  return schema;
}
