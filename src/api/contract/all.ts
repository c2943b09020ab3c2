import type { Endpoint } from "./endpoint.ts";
import * as views from "./lead-views.ts";
import * as leads from "./leads.ts";
import * as optIns from "./opt-ins.ts";
import * as people from "./people.ts";
import * as statuses from "./statuses.ts";

/** Every endpoint: the documented ones first, then our own. */
export const ENDPOINTS = [
  leads.listLeads,
  leads.getLead,
  statuses.listStatuses,
  leads.updateLeadStatus,
  optIns.submitOptIn,
  optIns.listOptIns,
  optIns.getOptIn,
  views.listLeadsView,
  views.countLeads,
  views.getLeadView,
  views.getLeadPosition,
  views.listLeadOptIns,
  views.listLeadActivity,
  views.changeLeadStatus,
  people.getWorkspace,
  people.listSamplePeople,
  people.signIn,
  people.continueAsSamplePerson,
  people.signOut,
  people.createFirstManager,
] as const satisfies readonly Endpoint[];
