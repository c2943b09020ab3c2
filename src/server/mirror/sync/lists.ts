import type { Purpose } from "#api/contract/sync.ts";
import type { MirrorDeps } from "../deps.ts";
import { listLeadRows, listOptInRows } from "../rows/hermon-endpoints.ts";
import type { Retries } from "../hermon/tries.ts";
import {
  type AnsweredPage,
  askPage,
  type AskPage,
  PAGE_SIZE,
  type PageReading,
} from "../walk/page-parts.ts";
import type { NumberedPage } from "../walk/pages.ts";
import type { List } from "./progress.ts";
import type { SyncStatus } from "./sync-status.ts";
import type { Along } from "../apply/store-page.ts";
import type { RowWriter } from "../apply/row-writer.ts";
import type { RowKind } from "../apply/unreadable.ts";

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
  /** The request is sent at once; what comes of it is found out in reading. */
  ask(page: number, purpose: Purpose): PageReading;
  take(page: NumberedPage, purpose: Purpose, along?: Along): Promise<TakenPage>;
}

interface PageQuery {
  readonly page: number;
  readonly limit: number;
}

/** What a poll comes across is counted by the scans. */
const rowsOf = ({ rows, sentAt, order, from }: NumberedPage, purpose: Purpose) => ({
  rows,
  sentAt,
  order,
  place: purpose === "poll" ? null : String(from),
});

/** Leads, then opt-ins, which belong to them. */
export function mirroredLists(
  { hermon, lists }: MirrorDeps,
  rowWriter: RowWriter,
  status: SyncStatus,
): readonly [leads: MirroredList, optIns: MirroredList] {
  /** Asks for pages of a list. */
  function asker(list: List, endpoint: typeof listLeadRows | typeof listOptInRows) {
    let size = PAGE_SIZE;

    async function ask(
      purpose: Purpose,
      query: PageQuery,
      retries?: Retries,
    ): Promise<AnsweredPage> {
      const { answer, ...at } = await hermon.call(purpose, endpoint, { query }, { retries });
      status.setList(list, { there: answer.pagination.total });
      return { rows: answer.data, pagination: answer.pagination, ...at };
    }

    async function* noted(number: number, reading: Promise<PageReading>): PageReading {
      try {
        let rows = 0;
        for await (const part of await reading) {
          rows += part.rows.length;
          const { hasNext, totalPages } = part.pagination;
          if (part.isLast && hasNext && number < totalPages)
            size = Math.min(rows, PAGE_SIZE) || size;
          lists.given(list, number);
          yield part;
        }
      } catch (error) {
        lists.failed(list, number, error);
        if (number === 1) status.publish();
        throw error;
      }
    }

    return (number: number, purpose: Purpose): PageReading => {
      const askPart: AskPage = (page, limit, retries) => ask(purpose, { page, limit }, retries);
      const reading = askPage(askPart, number, size, purpose === "poll");
      // It may be that nobody reads it.
      reading.catch(() => undefined);
      return noted(number, reading);
    };
  }

  return [
    {
      list: "leads",
      kind: "lead",
      ask: asker("leads", listLeadRows),
      async take(page, purpose, along) {
        const { seqs, added } = await rowWriter.leads(rowsOf(page, purpose), purpose, along);
        return { seqs, added: added.length };
      },
    },
    {
      list: "optIns",
      kind: "opt-in",
      ask: asker("optIns", listOptInRows),
      take: (page, purpose, along) => rowWriter.optIns(rowsOf(page, purpose), purpose, along),
    },
  ];
}
