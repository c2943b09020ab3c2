import type { Page } from "@playwright/test";
import type { Lead } from "#api/contract/leads/leads.ts";
import { LEAD_FILTERS, type LeadFilterName } from "#api/contract/vocabulary.ts";
import type { FilterChoice } from "../record.ts";
import type { LabelOf } from "../setup/value-labels.ts";
import { expectRow, expectTotal, filterBy, type FilterTitle } from "./leads.ts";

export const TITLES: Record<LeadFilterName, FilterTitle> = {
  source: "Source",
  status: "Status",
  setter: "Setter",
  closer: "Closer",
  triager: "Triager",
};

/** The total, and the first and last row that show at once, are those of the record. */
export async function expectLeads(page: Page, expected: readonly Lead[], all: readonly Lead[]) {
  await expectTotal(page, expected.length, all.length);
  for (const index of [0, 14]) {
    if (index < expected.length) await expectRow(page, index, expected);
  }
}

export async function choose(page: Page, choice: FilterChoice, labelOf: LabelOf): Promise<void> {
  for (const filter of LEAD_FILTERS) {
    const values = choice[filter];
    if (values) await filterBy(page, TITLES[filter], ...values.map((v) => labelOf(filter, v)));
  }
}
