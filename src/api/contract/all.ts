import * as account from "./people/account.ts";
import * as columnLayouts from "./views/column-layouts.ts";
import type { Endpoint } from "./endpoint.ts";
import { countFilterValues } from "./leads/filter-counts.ts";
import { matchLeads } from "./leads/lead-matches.ts";
import * as history from "./leads/lead-history.ts";
import * as views from "./leads/lead-views.ts";
import * as leads from "./leads/leads.ts";
import * as optInViews from "./opt-ins/opt-in-views.ts";
import * as optIns from "./opt-ins/opt-ins.ts";
import * as people from "./people/people.ts";
import * as signIn from "./people/sign-in.ts";
import * as statuses from "./leads/statuses.ts";
import * as submission from "./opt-ins/submission.ts";
import * as sync from "./sync.ts";
import * as viewChanges from "./views/view-changes.ts";
import * as savedViews from "./views/views.ts";

/** Every endpoint: the documented ones first, then our own. */
export const ENDPOINTS = [
  leads.listLeads,
  leads.getLead,
  statuses.listStatuses,
  leads.updateLeadStatus,
  submission.submitOptIn,
  optIns.listOptIns,
  optIns.getOptIn,
  views.listLeadsView,
  views.countLeads,
  countFilterValues,
  views.getLeadView,
  views.getLeadPosition,
  matchLeads,
  history.listLeadOptIns,
  history.listLeadActivity,
  history.changeLeadStatus,
  history.getFreshLead,
  optInViews.listOptInsView,
  optInViews.getOptInPosition,
  optInViews.getLeadOptIn,
  people.getWorkspace,
  columnLayouts.setColumnLayout,
  signIn.listSamplePeople,
  signIn.signIn,
  signIn.continueAsSamplePerson,
  people.getSession,
  people.signOut,
  signIn.checkFirstManagerLink,
  signIn.createFirstManager,
  account.getAccount,
  account.changeName,
  account.changePassword,
  account.endSession,
  account.endOtherSessions,
  savedViews.listViews,
  viewChanges.createView,
  viewChanges.updateView,
  viewChanges.moveView,
  viewChanges.deleteView,
  viewChanges.restoreView,
  viewChanges.setDefaultView,
  savedViews.countLists,
  sync.getSync,
  sync.getConnection,
  sync.syncNow,
] as const satisfies readonly Endpoint[];
