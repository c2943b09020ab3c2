import * as account from "./account.ts";
import * as columnLayouts from "./column-layouts.ts";
import type { Endpoint } from "./endpoint.ts";
import { countFilterValues } from "./filter-counts.ts";
import { matchLeads } from "./lead-matches.ts";
import * as history from "./lead-history.ts";
import * as views from "./lead-views.ts";
import * as leads from "./leads.ts";
import * as optInViews from "./opt-in-views.ts";
import * as optIns from "./opt-ins.ts";
import * as people from "./people.ts";
import * as signIn from "./sign-in.ts";
import * as statuses from "./statuses.ts";
import * as submission from "./submission.ts";
import * as sync from "./sync.ts";
import * as viewChanges from "./view-changes.ts";
import * as savedViews from "./views.ts";

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
