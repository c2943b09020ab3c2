import type { ScriptKb } from "../../scripts/first-page-size.ts";
import type { Measurement } from "./measure.ts";
import { type Spread, spread } from "../statistics.ts";
import { atLeast, atMost, type Budget, budgetText, isWithin, spreadCell, table } from "../table.ts";

/** One line of the page's table. */
interface Line {
  readonly name: string;
  readonly unit?: string;
  /** What one round found. */
  readonly read: (measurement: Measurement) => number | undefined;
  /** From what the floor takes. */
  readonly budget?: (floor: number) => Budget;
}

const figure = (key: string, field: string) => (measurement: Measurement) =>
  measurement.med[key]?.[field]?.med;

const timesFloor = (factor: number) => (floor: number) => atMost(factor * floor, " ms");

const PROFILES = ["lan", "mid"] as const;

const byProfile = (line: (profile: (typeof PROFILES)[number]) => Line): Line[] =>
  PROFILES.map((profile) => ({ ...line(profile), name: `${line(profile).name}, ${profile}` }));

type Factor = number | { readonly [Profile in (typeof PROFILES)[number]]: number };

const milliseconds = (name: string, action: string, field: string, factor: Factor) =>
  byProfile((profile) => ({
    name,
    unit: " ms",
    read: figure(`${action}.${profile}`, field),
    budget: timesFloor(typeof factor === "number" ? factor : factor[profile]),
  }));

const LIGHTHOUSE = ["desktop", "mobile"].flatMap((form): Line[] => [
  {
    name: `Lighthouse performance, ${form}`,
    read: figure(`lh.${form}`, "perf"),
    budget: () => atLeast(form === "desktop" ? 100 : 90),
  },
  {
    name: `Lighthouse accessibility, ${form}`,
    read: figure(`lh.${form}`, "a11y"),
    budget: () => atLeast(100),
  },
  {
    name: `Lighthouse best practices, ${form}`,
    read: figure(`lh.${form}`, "bp"),
    budget: () => atLeast(100),
  },
]);

const LINES: readonly Line[] = [
  ...milliseconds("first row", "load", "firstRow", 1),
  ...milliseconds("filter → rows", "filter", "updated", { lan: 1.75, mid: 2 }),
  ...milliseconds("last key in search → rows", "search", "updated", 1.5),
  ...milliseconds("sort → rows", "sort", "updated", { lan: 1.75, mid: 2 }),
  ...milliseconds("row → detail visible", "detail", "visible", 1.25),
  ...byProfile((profile) => ({
    name: "row → detail settled",
    unit: " ms",
    read: figure(`detail.${profile}`, "settled"),
    budget: () => atMost(profile === "lan" ? 100 : 180, " ms"),
  })),
  ...byProfile((profile) => ({
    name: "status chosen → badge changed",
    unit: " ms",
    read: figure(`status.${profile}`, "firstPaint"),
    ...(profile === "lan" && { budget: () => atMost(50, " ms") }),
  })),
  ...byProfile((profile) => ({
    name: "End → last rows there",
    unit: " ms",
    read: figure(`jump.${profile}`, "updated"),
    ...(profile === "lan" && { budget: () => atMost(300, " ms") }),
  })),
  ...byProfile((profile) => ({
    name: "fps at 3,000 px/s",
    read: figure(`scroll.${profile}`, "fps"),
    budget: () => atLeast(profile === "lan" ? 54 : 24),
  })),
  ...byProfile((profile) => ({
    name: "longest frame scrolling",
    unit: " ms",
    read: figure(`scroll.${profile}`, "max"),
    ...(profile === "mid" && { budget: () => atMost(100, " ms") }),
  })),
  ...byProfile((profile) => ({
    name: "frames with skeletons scrolling",
    unit: " %",
    read: (measurement) => times(100, figure(`scroll.${profile}`, "blank")(measurement)),
    budget: () => atMost(0, " %"),
  })),
  ...milliseconds("blocking while loading", "load", "blocking", 1.3),
  { name: "layout shift", read: figure("load.lan", "cls"), budget: () => atMost(0) },
  {
    name: "heap after load",
    unit: " MB",
    read: figure("load.lan", "heapMB"),
    budget: () => atMost(8, " MB"),
  },
  ...LIGHTHOUSE,
  { name: "axe, rules broken", read: ({ axe }) => axe?.rules, budget: () => atMost(0) },
  {
    name: "axe with detail, rules broken",
    read: ({ axeDetail }) => axeDetail?.rules,
    budget: () => atMost(0),
  },
];

const times = (factor: number, value: number | undefined) =>
  value === undefined ? undefined : factor * value;

interface Measured {
  readonly sizes: readonly number[];
  readonly floors: readonly Measurement[];
  /** For each size, each round's. */
  readonly ours: readonly (readonly Measurement[])[];
  /** Ours until the first row is drawn, and until the page can be used. */
  readonly scriptKb: ScriptKb;
  readonly floorScriptKb: number;
}

/** The lead page at each size beside the floor, as Markdown. */
export function pageTable(measured: Measured): string {
  const { sizes, floors, ours, scriptKb, floorScriptKb } = measured;
  const heading = ["", "floor", ...sizes.map((size) => `ours, ${size.toLocaleString("en")}`)];
  const script = (name: string, kb: number, budget: number) => {
    const found = sizes.map((_, at) => (at === 0 ? spread([kb]) : undefined));
    return row(name, " kB", spread([floorScriptKb]), found, atMost(budget, " kB"));
  };
  return table(
    [...heading, "budget"],
    [
      script("JS before the first row, gzip", scriptKb.beforeFirstRow, 160),
      script("JS until the page can be used, gzip", scriptKb.untilUsable, 188),
      ...LINES.map(({ name, unit = "", read, budget }) => {
        const floor = spread(floors.map(read));
        const found = ours.map((rounds) => spread(rounds.map(read)));
        return row(name, unit, floor, found, budget?.(floor?.median ?? Number.NaN));
      }),
    ],
  );
}

function row(
  name: string,
  unit: string,
  floor: Spread | undefined,
  found: readonly (Spread | undefined)[],
  budget: Budget | undefined,
): string[] {
  const cells = found.map((one, at) => {
    if (!one || !budget) return spreadCell(one, unit);
    const isMet = isWithin(budget, one.median) || (at > 0 && isNear(one, found[0], budget));
    return `${spreadCell(one, unit)} ${isMet ? "✓" : "✗"}`;
  });
  return [name, spreadCell(floor, unit), ...cells, budgetText(budget)];
}

/** With more leads, what takes up to 1.2 times as long as with few is well. */
const SIZE_FACTOR = 1.2;

const isNear = (one: Spread, few: Spread | undefined, { kind, limit }: Budget) =>
  few !== undefined &&
  isWithin({ kind, limit }, few.median) &&
  (kind === "at most"
    ? one.median <= few.median * SIZE_FACTOR
    : one.median >= few.median / SIZE_FACTOR);
