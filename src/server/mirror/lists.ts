import type { Purpose } from "#api/contract/sync.ts";
import type { MirrorDeps } from "./deps.ts";
import { listLeadRows, listOptInRows } from "./rows/hermon-endpoints.ts";
import { type NumberedPage, PAGE_SIZE, type RawPage } from "./pages.ts";
import type { List } from "./progress.ts";
import type { SyncStatus } from "./sync-status.ts";
import type { TakeOver } from "./take-over.ts";
import type { RowKind } from "./unreadable.ts";

type Along = Parameters<TakeOver["leads"]>[2];

/** What taking a page over came to. */
interface TakenPage {
  /** Row numbers of what is on it. */
  readonly seqs: readonly number[];
  readonly added: number;
}

/** One of the two lists the mirror copies, so that both are copied, polled and scanned by the same code. */
export interface MirroredList {
  readonly list: List;
  readonly kind: RowKind;
  ask(page: number, purpose: Purpose): Promise<RawPage>;
  take(page: NumberedPage, purpose: Purpose, along?: Along): Promise<TakenPage>;
}

const pageOf = (page: number) => ({ query: { page, limit: PAGE_SIZE } });

/** What a poll comes across is counted by the scans. */
const rowsOf = ({ rows, sentAt, order, number }: NumberedPage, purpose: Purpose) => ({
  rows,
  sentAt,
  order,
  place: purpose === "poll" ? null : String(number),
});

/** Leads, then opt-ins, which belong to them. */
export function mirroredLists(
  { hermon, lists }: MirrorDeps,
  takeOver: TakeOver,
  status: SyncStatus,
): readonly [leads: MirroredList, optIns: MirroredList] {
  function noted(list: List, rows: readonly unknown[], page: Omit<RawPage, "rows">): RawPage {
    status.setList(list, { there: page.pagination.total });
    return { rows, ...page };
  }

  /** Whether a list is given at all, its first page tells. */
  async function asked(list: List, page: number, ask: () => Promise<RawPage>): Promise<RawPage> {
    if (page > 1) return ask();
    try {
      const given = await ask();
      lists.given(list);
      return given;
    } catch (error) {
      lists.failed(list, error);
      status.publish();
      throw error;
    }
  }

  return [
    {
      list: "leads",
      kind: "lead",
      ask: (page, purpose) =>
        asked("leads", page, async () => {
          const { answer, ...at } = await hermon.call(purpose, listLeadRows, pageOf(page));
          return noted("leads", answer.data, { pagination: answer.pagination, ...at });
        }),
      async take(page, purpose, along) {
        const { seqs, added } = await takeOver.leads(rowsOf(page, purpose), purpose, along);
        return { seqs, added: added.length };
      },
    },
    {
      list: "optIns",
      kind: "opt-in",
      ask: (page, purpose) =>
        asked("optIns", page, async () => {
          const { answer, ...at } = await hermon.call(purpose, listOptInRows, pageOf(page));
          return noted("optIns", answer.data, { pagination: answer.pagination, ...at });
        }),
      take: (page, purpose, along) => takeOver.optIns(rowsOf(page, purpose), purpose, along),
    },
  ];
}
