import { Link } from "@tanstack/react-router";
import type { PropsWithChildren } from "react";
import type { Status } from "#api/contract/leads/statuses.ts";
import { sentenceCase, UNLISTED } from "#api/contract/vocabulary.ts";
import {
  givenContrast,
  ratioInWords,
  type ShownBadge,
  shownBadge,
  type TextChange,
} from "#dashboard/domain/status/badge/badge-contrast.ts";
import { StatusBadge } from "#dashboard/domain/status/badge/status-badge.tsx";
import { cx } from "#dashboard/lib/class-names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { BADGE_SHAPE } from "#dashboard/ui/badge.ts";

interface StatusTableProps {
  /** In funnel order. */
  readonly statuses: readonly Status[];
  /** How many have each, by its id; missing until that is known. */
  readonly leads: ReadonlyMap<string, number> | undefined;
}

const [LIGHT, DARK] = ["Contrast, light", "Contrast, dark"];
const COLUMNS = ["Badge", "Name", "Type", "Description", "Colours", "Leads", LIGHT, DARK];

/** A row for each status, below its role. On a phone a row is a card, whose cells say what they are. */
export const StatusTable = ({ statuses, leads }: StatusTableProps) => (
  <table aria-label="Statuses" className="w-full text-left max-xl:block">
    <thead className="text-xs text-text-muted max-xl:sr-only">
      <tr>
        {COLUMNS.map((name) => (
          <th
            key={name}
            scope="col"
            className={cx(CELL, "font-normal", name === "Leads" && "text-right")}
          >
            {name}
          </th>
        ))}
      </tr>
    </thead>
    {[...Map.groupBy(statuses, ({ role }) => role)].map(([role, ofRole]) => (
      <tbody key={role} className="max-xl:block">
        <tr className="max-xl:block">
          <th
            scope="rowgroup"
            colSpan={COLUMNS.length}
            className="rounded-md bg-surface-sunken px-3 py-1.5 font-semibold max-xl:block"
          >
            {sentenceCase(role)}
          </th>
        </tr>
        {ofRole.map((status) => (
          <Row key={status.id} status={status} leads={leads && (leads.get(status.id) ?? 0)} />
        ))}
      </tbody>
    ))}
  </table>
);

const CELL = "px-3 py-2 align-top max-xl:block max-xl:px-0 max-xl:py-0";

interface RowProps {
  readonly status: Status;
  readonly leads: number | undefined;
}

const Row = ({ status, leads }: RowProps) => (
  <tr className="border-b border-border max-xl:grid max-xl:grid-cols-2 max-xl:md:grid-cols-4 max-xl:gap-x-4 max-xl:gap-y-2 max-xl:px-3 max-xl:py-3">
    <td className={cx(CELL, "max-w-48 max-xl:col-span-full max-xl:max-w-full")}>
      <StatusBadge status={status} />
    </td>
    <th scope="row" className={cx(CELL, "font-medium wrap-anywhere xl:min-w-28")}>
      <Label>Name</Label>
      <bdi>{status.name}</bdi>
    </th>
    <Cell name="Type" className="xl:min-w-26">
      {sentenceCase(status.type)}
      {status.type === UNLISTED && <Note>Leads have it, Hermon's list doesn't</Note>}
    </Cell>
    <Cell name="Description" className="max-xl:col-span-2 xl:min-w-40">
      {status.description ? <bdi>{status.description}</bdi> : <Nothing />}
    </Cell>
    <Cell name="Colours" className="xl:whitespace-nowrap">
      <Given colour={status.text_color} /> on <Given colour={status.bg_color} />
    </Cell>
    <Cell name="Leads" className="tabular xl:text-right">
      <Leads status={status} leads={leads} />
    </Cell>
    <Cell name={LIGHT} className="xl:whitespace-nowrap">
      <Contrast badge={shownBadge(status, "light")} given={givenContrast(status)} />
    </Cell>
    <Cell name={DARK} className="xl:whitespace-nowrap">
      <Contrast badge={shownBadge(status, "dark")} />
    </Cell>
  </tr>
);

type CellProps = PropsWithChildren<{ readonly name: string; readonly className?: string }>;

const Cell = ({ name, className, children }: CellProps) => (
  <td className={cx(CELL, "wrap-anywhere", className)}>
    <Label>{name}</Label>
    {children}
  </td>
);

/** What a cell is, where no head stands above it; there the head says so to screen readers. */
const Label = ({ children }: PropsWithChildren) => (
  <span aria-hidden className="block text-xs text-text-muted xl:hidden">
    {children}
  </span>
);

const Note = ({ children }: PropsWithChildren) => (
  <span className="block text-xs text-text-muted">{children}</span>
);

const Nothing = () => <span className="text-text-muted">–</span>;

/** Exact, and the way to these leads. */
const Leads = ({ status, leads }: RowProps) =>
  leads === undefined ? (
    <span aria-busy className="text-text-muted">
      …
    </span>
  ) : (
    <Link
      to="/leads"
      search={{ status: [status.id] }}
      aria-label={`${inDigits(leads)} ${leads === 1 ? "lead" : "leads"}, ${status.name}`}
      className="rounded-sm text-accent hover:underline forced-colors:underline"
    >
      {inDigits(leads)}
    </Link>
  );

/** A colour as it was given. */
const Given = ({ colour }: { readonly colour: string | null }) =>
  colour ? <bdi className="tabular">{colour}</bdi> : <span className="text-text-muted">none</span>;

interface ContrastProps {
  readonly badge: ShownBadge;
  /** That of the colours as they were given. */
  readonly given?: number | undefined;
}

/** How legible the badge is in a theme, whichever the page has, and what was done for that. */
const Contrast = ({ badge: { text, background, ratio, change }, given }: ContrastProps) => (
  <>
    <span className="flex items-center gap-2">
      <span
        aria-hidden
        className={BADGE_SHAPE}
        style={{ color: text, backgroundColor: background }}
      >
        Aa
      </span>
      <span className="tabular whitespace-nowrap">{ratioInWords(ratio)}</span>
    </span>
    {change !== "none" && <Note>{changeInWords(change, given)}</Note>}
  </>
);

const CHANGES = {
  darker: "Text darkened",
  lighter: "Text lightened",
  grey: "Grey: no colour that can be read",
} as const satisfies Record<Exclude<TextChange, "none">, string>;

const changeInWords = (change: keyof typeof CHANGES, given: number | undefined): string =>
  change === "grey" || given === undefined
    ? CHANGES[change]
    : `${CHANGES[change]} from ${ratioInWords(given)}`;
