import type { Row } from "./test-rows.ts";

/** How a test's Hermon behaves; as the reference has it unless a test says otherwise. */
export interface Quirks {
  /** The order of lists: as stored, last updated first, or another one with every answer. */
  order: "stored" | "updated" | "shuffled";
  /** The most rows a page has, whatever was asked for. */
  mostRows: number;
  /** So many rows more (or fewer, below 0) are on a page than it should have. */
  surplus: number;
  /** So many rows stand on their page twice. */
  twice: number;
  /** What becomes of the pagination before it is sent. */
  pagination: (sent: Row) => unknown;
  /** A page behind the end is the last one again. */
  staysOnLastPage: boolean;
  /** Whatever page is asked for, the first one is given. */
  staysOnFirstPage: boolean;
  filtersIgnored: boolean;
  /** How a PATCH that was carried out is answered. */
  patched: { readonly status: number; readonly body: string };
  /** What stands behind the end of the list of leads, by its place from 0; `undefined`: nothing. */
  phantom: ((place: number) => Row) | undefined;
  /** What becomes of a body on its way. */
  wire: (body: string) => string;
  /** Milliseconds before an answer. */
  delay: () => number;
}

export const documented = (): Quirks => ({
  order: "stored",
  mostRows: 100,
  surplus: 0,
  twice: 0,
  pagination: (sent) => sent,
  staysOnLastPage: false,
  staysOnFirstPage: false,
  filtersIgnored: false,
  patched: {
    status: 200,
    body: '{"status":"success","message":"Lead status updated successfully","data":{"id":"x"}}',
  },
  phantom: undefined,
  wire: (body) => body,
  delay: () => 0,
});

/** Numbers from 0 to below 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const updatedAt = (row: unknown): string =>
  typeof row === "object" && row !== null && "updated_at" in row ? String(row.updated_at) : "";

/** The rows in the order in which a list gives them now. */
export function ordered(rows: readonly unknown[], order: Quirks["order"]): readonly unknown[] {
  if (order === "updated") {
    return rows.toSorted((a, b) => updatedAt(b).localeCompare(updatedAt(a)));
  }
  if (order === "stored") return rows;
  return rows
    .map((row) => ({ row, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

/** One page of the rows with its pagination. */
export function pageOf(rows: readonly unknown[], url: URL, quirks: Quirks): Row {
  const limit = Math.min(Number(url.searchParams.get("limit") ?? 10), quirks.mostRows);
  const asked = Number(url.searchParams.get("page") ?? 1);
  const totalPages = Math.ceil(rows.length / limit);
  const page = quirks.staysOnLastPage ? Math.min(asked, totalPages) : asked;
  const from = quirks.staysOnFirstPage ? 0 : (page - 1) * limit;
  const own = ordered(rows, quirks.order).slice(from, from + limit + quirks.surplus);
  const { phantom } = url.pathname.endsWith("/leads") ? quirks : { phantom: undefined };
  const behind = phantom ? Math.max(0, limit - own.length) : 0;
  const data = [
    ...own,
    ...Array.from({ length: behind }, (_, at) => phantom?.(from + own.length + at - rows.length)),
  ];
  const pagination = {
    page,
    limit,
    total: rows.length,
    totalPages,
    hasNext: page < totalPages,
    hasPrev: page > 1,
  };
  return {
    data: [...data, ...data.slice(0, quirks.twice)],
    pagination: quirks.pagination(pagination),
  };
}
