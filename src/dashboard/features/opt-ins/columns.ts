import type { ListedOptIn } from "#api/contract/opt-ins/opt-in-views.ts";
import { visible } from "#api/contract/text/visible-text.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { sourceIcon } from "#dashboard/domain/lead/source-icon/source-icon.ts";
import { leadName } from "#dashboard/domain/people/names.ts";
import { person, text } from "#dashboard/grid/cells/text.ts";
import type { GridColumn, PhoneCell } from "#dashboard/grid/columns.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { pathOf } from "./address.ts";

/** What a cell may depend on besides its opt-in. */
export interface OptInContext {
  /** To the minute. */
  readonly now: number;
}

const exactTime = ({ created_at }: ListedOptIn) => dates.exact(created_at);
const form = (optIn: ListedOptIn) =>
  visible(optIn.provider_form_name) ?? visible(optIn.provider_form_id) ?? "";
const reference = (optIn: ListedOptIn) => visible(optIn.external_reference) ?? "";

const lead = person<ListedOptIn, OptInContext>({
  value: (optIn) => leadName(optIn.lead),
  href: ({ id, lead_id }) => pathOf({ lead: lead_id, optIn: id }),
});

/** The columns of the list of opt-ins, in their order. */
export const optInColumns: readonly GridColumn<ListedOptIn, OptInContext>[] = [
  {
    id: "time",
    header: "Time",
    width: [9.5, 0],
    cell: text({
      value: ({ created_at }, { now }) => dates.moment(created_at, now),
      full: exactTime,
      align: "end",
    }),
  },
  { id: "lead", header: "Lead", width: [10.5, 3], cell: lead, isRowHeader: true },
  {
    id: "source",
    header: "Source",
    width: [8, 1],
    cell: text({ value: ({ source }) => sentenceCase(source), icon: sourceIcon }),
  },
  { id: "form", header: "Form", width: [10.5, 3], cell: text({ value: form }) },
  { id: "reference", header: "Reference", width: [10.5, 4], cell: text({ value: reference }) },
];

/** What an opt-in's two lines say on a phone. */
export const optInPhoneCells: readonly PhoneCell<ListedOptIn, OptInContext>[] = [
  { id: "lead", area: "title", cell: lead, isRowHeader: true },
  {
    id: "source-and-form",
    area: "details",
    cell: text({
      value: (optIn) => [sentenceCase(optIn.source), form(optIn)].filter(Boolean).join(" · "),
    }),
  },
  {
    id: "time",
    area: "aside",
    cell: text({
      value: ({ created_at }, { now }) => dates.nearDay(created_at, now),
      full: exactTime,
    }),
  },
];
