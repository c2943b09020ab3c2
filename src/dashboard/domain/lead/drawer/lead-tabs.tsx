import { type KeyboardEvent, useId } from "react";
import { LEAD_TABS, type LeadTab } from "#api/lead-address.ts";
import { OptInsTab } from "./opt-ins/opt-ins-tab.tsx";
import { ActivityTab } from "./tabs/activity-tab.tsx";
import { BillingTab } from "./tabs/billing-tab.tsx";
import { SummaryTab } from "./tabs/summary-tab.tsx";
import type { TabProps } from "./tabs/tab-props.ts";

const TABS = {
  summary: { name: "Summary", Panel: SummaryTab },
  "opt-ins": { name: "Opt-ins", Panel: OptInsTab },
  billing: { name: "Billing", Panel: BillingTab },
  activity: { name: "Activity", Panel: ActivityTab },
} as const;

/** Where a key leads from a tab's place; counted from the end where it is negative. */
const STEPS: Readonly<Record<string, (from: number) => number>> = {
  ArrowRight: (from) => from + 1,
  ArrowLeft: (from) => from - 1,
  Home: () => 0,
  End: () => -1,
};

interface LeadTabsProps {
  readonly shown: TabProps;
  readonly tab: LeadTab;
  readonly onTab: (tab: LeadTab) => void;
}

/**
 * The four sides of a lead, one at a time. Own code, because Base UI's tabs measure themselves when
 * they appear: that laid the page out twice for each lead that was opened.
 */
export function LeadTabs({ shown, tab, onTab }: LeadTabsProps) {
  const id = useId();
  const tabId = (one: LeadTab) => `${id}-${one}`;
  const { Panel } = TABS[tab];

  /** The arrows go round; the tab that gets the focus is shown. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = STEPS[event.key]?.(LEAD_TABS.indexOf(tab));
    const target = next === undefined ? undefined : LEAD_TABS.at(next % LEAD_TABS.length);
    if (target === undefined) return;
    event.preventDefault();
    onTab(target);
    document.getElementById(tabId(target))?.focus();
  };

  return (
    <>
      <div
        role="tablist"
        aria-label="About this lead"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        className="sticky top-0 z-(--z-sticky) flex flex-wrap gap-1 border-b border-border bg-surface-raised px-2 sm:px-3"
      >
        {LEAD_TABS.map((one) => (
          <button
            key={one}
            id={tabId(one)}
            type="button"
            role="tab"
            aria-selected={one === tab}
            aria-controls={one === tab ? `${id}-panel` : undefined}
            tabIndex={one === tab ? 0 : -1}
            onClick={() => onTab(one)}
            className="-mb-px h-9 border-b-2 border-transparent px-2 whitespace-nowrap text-text-muted -outline-offset-2 select-none hover:text-text aria-selected:border-accent aria-selected:font-medium aria-selected:text-text pointer-coarse:h-11 forced-colors:not-aria-selected:border-b-0 forced-colors:aria-selected:border-[Highlight]"
          >
            {TABS[one].name}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={tabId(tab)}
        // A panel of mere text is reached by Tab as well.
        tabIndex={0}
        className="px-4 py-4 -outline-offset-2 sm:px-5"
      >
        <Panel {...shown} />
      </div>
    </>
  );
}
