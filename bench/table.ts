import type { Spread } from "./statistics.ts";

/** A Markdown table; every row has as many cells as the heading. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((_, at) =>
    Math.max(...[heading, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [line(heading), line(rule), ...rows.map(line)].join("\n");
}

/** A number with as many digits as say something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(Math.abs(value) >= 10 ? 3 : 2)));
}

/** The median, with the smallest and largest behind it when they differ. */
export function spreadCell(spread: Spread | undefined, unit = ""): string {
  if (!spread) return "–";
  const [median, min, max] = [spread.median, spread.min, spread.max].map(figure);
  return min === max ? `${median}${unit}` : `${median}${unit} (${min}–${max})`;
}

/** What a figure must reach, and whether the median does. */
export interface Budget {
  readonly limit: number;
  readonly kind: "at most" | "at least";
  readonly unit?: string;
}

export const atMost = (limit: number, unit = ""): Budget => ({ limit, kind: "at most", unit });
export const atLeast = (limit: number, unit = ""): Budget => ({ limit, kind: "at least", unit });

export const isWithin = ({ kind, limit }: Budget, value: number): boolean =>
  kind === "at most" ? value <= limit : value >= limit;

export function budgetText(budget: Budget | undefined): string {
  if (!budget || !Number.isFinite(budget.limit)) return "–";
  return `${budget.kind === "at most" ? "≤" : "≥"} ${figure(budget.limit)}${budget.unit ?? ""}`;
}
