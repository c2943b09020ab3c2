import { Tabs } from "@base-ui/react/tabs";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import { LEAD_TABS, type LeadTab } from "../filter.ts";
import { ActivityTab } from "./activity-tab.tsx";
import { BillingTab } from "./billing-tab.tsx";
import { OptInsTab } from "./opt-ins-tab.tsx";
import { SummaryTab } from "./summary-tab.tsx";

interface LeadTabsProps {
  readonly leadId: string;
  readonly lead: Lead | undefined;
  readonly details: UseQueryResult<LeadDetails>;
  readonly tab: LeadTab;
  readonly onTab: (tab: LeadTab) => void;
}

const NAMES = {
  summary: "Summary",
  "opt-ins": "Opt-ins",
  billing: "Billing",
  activity: "Activity",
} as const satisfies Record<LeadTab, string>;

/** The four sides of a lead, one at a time. */
export function LeadTabs({ leadId, lead, details, tab, onTab }: LeadTabsProps) {
  return (
    <Tabs.Root value={tab} onValueChange={(next: LeadTab) => onTab(next)}>
      <Tabs.List
        activateOnFocus
        aria-label="About this lead"
        className="sticky top-0 z-(--z-sticky) flex gap-1 border-b border-border bg-surface-raised px-2 sm:px-3"
      >
        {LEAD_TABS.map((one) => (
          <Tabs.Tab
            key={one}
            value={one}
            className="-mb-px h-9 border-b-2 border-transparent px-2 text-text-muted -outline-offset-2 select-none hover:text-text data-active:border-accent data-active:font-medium data-active:text-text pointer-coarse:h-11"
          >
            {NAMES[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab} className="px-4 py-4 -outline-offset-2 sm:px-5">
        {panel()}
      </Tabs.Panel>
    </Tabs.Root>
  );

  function panel() {
    switch (tab) {
      case "summary":
        return <SummaryTab lead={lead} details={details} />;
      case "opt-ins":
        return <OptInsTab leadId={leadId} />;
      case "billing":
        return <BillingTab details={details} />;
      case "activity":
        return <ActivityTab leadId={leadId} />;
      default:
        return tab satisfies never;
    }
  }
}
