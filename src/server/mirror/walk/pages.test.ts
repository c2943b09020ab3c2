import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError } from "#api/errors.ts";
import { askPage, type AskPage, joinGaps, type PageReading } from "./page-parts.ts";
import { walkPages } from "./pages.ts";

/** Walks through lists of any length of which any rows can't be given. */

const broken = (status = 500) =>
  new ApiError({ kind: "http", endpoint: "list", happened: `HTTP ${status}`, status });

interface ListOptions {
  readonly rows: number;
  /** Places, from 1, of rows that no page can be given with. */
  readonly poison?: ReadonlySet<number>;
  /** The most rows on a page, whatever is asked for. */
  readonly mostRows?: number;
  readonly more?: { readonly total: (page: number) => number };
}

/** A list whose rows are numbers, as ids; behind its end there are more of them when it has none. */
function listOf({ rows, poison = new Set(), mostRows = 100, more }: ListOptions) {
  const asked: string[] = [];
  const ask: AskPage = async (page, wanted) => {
    asked.push(`${page}/${wanted}`);
    const limit = Math.min(wanted, mostRows);
    const from = (page - 1) * limit;
    const count = more ? limit : Math.max(0, Math.min(limit, rows - from));
    const ids = Array.from({ length: count }, (_, at) => from + at + 1);
    if (ids.some((id) => poison.has(id))) throw broken();
    const total = more?.total(page) ?? rows;
    const totalPages = more ? 1_000_000 : Math.ceil(rows / limit);
    const pagination = {
      page,
      limit,
      total,
      totalPages,
      hasNext: page < totalPages,
      hasPrev: false,
    };
    return { rows: ids.map((id) => ({ id })), pagination, sentAt: 0, order: 0 };
  };
  async function* read(page: number): PageReading {
    yield* await askPage(ask, page, mostRows);
  }
  return { asked, ask, read };
}

async function walked({ read }: Pick<ReturnType<typeof listOf>, "read">) {
  const taken: unknown[] = [];
  const walk = await walkPages({
    from: 1,
    ask: read,
    take: async ({ rows }) => void taken.push(...rows),
    onBroken: () => {},
  });
  const ids = taken.map((row) => (typeof row === "object" && row && "id" in row ? row.id : null));
  return { ...walk, ids: [...new Set(ids)].toSorted((a, b) => Number(a) - Number(b)) };
}

const upTo = (rows: number) => Array.from({ length: rows }, (_, at) => at + 1);

test("rows that can't be given cost no others, wherever they stand", async () => {
  const list = fc.record({
    rows: fc.integer({ min: 1, max: 450 }),
    poison: fc.uniqueArray(fc.integer({ min: 1, max: 450 }), { maxLength: 3 }),
    mostRows: fc.constantFrom(100, 50),
  });
  await fc.assert(
    fc.asyncProperty(list, async ({ rows, poison, mostRows }) => {
      const odd = poison.filter((place) => place <= rows).toSorted((a, b) => a - b);
      fc.pre(odd.length < rows);
      const { ids, gaps, isWhole, read } = await walked(
        listOf({ rows, poison: new Set(odd), mostRows }),
      );
      expect(ids).toEqual(upTo(rows).filter((id) => !odd.includes(id)));
      expect(gaps.map(({ from, to }) => [from, to])).toEqual(odd.map((place) => [place, place]));
      expect(isWhole).toBe(true);
      expect(read).toBe(rows);
    }),
    {
      numRuns: 150,
      examples: [
        [{ rows: 251, poison: [251], mostRows: 50 }],
        [{ rows: 103, poison: [101, 102, 103], mostRows: 100 }],
      ],
    },
  );
});

test("where most rows of a page can't be given, it isn't asked for one by one", async () => {
  const list = listOf({ rows: 430, poison: new Set(upTo(200).slice(100)) });
  const { ids, gaps, isWhole } = await walked(list);
  expect(ids).toHaveLength(330);
  expect(gaps).toEqual([{ from: 101, to: 200, why: "list: HTTP 500" }]);
  expect(isWhole).toBe(false);
  expect(list.asked.filter((page) => page.endsWith("/1"))).toEqual([]);
});

test("half of a page can't be given", async () => {
  const { ids, gaps } = await walked(listOf({ rows: 250, poison: new Set(upTo(150).slice(100)) }));
  expect(ids).toHaveLength(200);
  expect(gaps.map(({ from, to }) => [from, to])).toEqual(
    [100, 110, 120, 130, 140].map((from) => [from + 1, from + 10]),
  );
});

test("a poll leaves what can't be read to the scan", async () => {
  const asksOf = async (poison: readonly number[]) => {
    const list = listOf({ rows: 250, poison: new Set(poison) });
    const ids: unknown[] = [];
    const reading = (async () => {
      for await (const { rows } of await askPage(list.ask, 1, 100, true)) ids.push(...rows);
    })();
    const isRead = await reading.then(
      () => true,
      () => false,
    );
    return { rows: ids.length, asked: list.asked.length, isRead };
  };
  expect(await asksOf([7])).toEqual({ rows: 90, asked: 11, isRead: true });
  expect(await asksOf(upTo(100))).toEqual({ rows: 0, asked: 6, isRead: false });
});

test("gaps side by side are reported as one", () => {
  const at = (from: number, to: number, why = "x") => ({ from, to, why });
  expect(joinGaps([at(9, 9), at(1, 1), at(2, 2), at(3, 4), at(5, 5, "y"), at(7, 8)])).toEqual([
    at(1, 4),
    at(5, 5, "y"),
    at(7, 9),
  ]);
});

test("the first page can't be given: the others are read", async () => {
  const { ids, gaps } = await walked(listOf({ rows: 250, poison: new Set(upTo(100)) }));
  expect(ids).toEqual(upTo(250).slice(100));
  expect(gaps).toMatchObject([{ from: 1, to: 100 }]);
});

test.for([
  ["that says how many there are", () => 250],
  ["that says more with every page", (page: number) => 250 + page * 100],
  ["that says there are none", () => 0],
] as const)("a list without end %s", async ([, total]) => {
  const list = listOf({ rows: 0, more: { total } });
  const { ids, isEndless, isWhole } = await walked(list);
  expect({ isEndless, isWhole }).toEqual({ isEndless: true, isWhole: false });
  // Of what is behind the number that was said at first, nothing is taken.
  expect(ids).toEqual(upTo(total(1)));
  expect(list.asked.length).toBeLessThan(20);
});

test("rows that come while one reads are taken, be they more than were said at first", async () => {
  let rows = 200;
  const { read } = listOf({ rows: 230 });
  const { ids, isEndless } = await walked({
    async *read(page) {
      for await (const part of read(page)) {
        yield { ...part, pagination: { ...part.pagination, total: rows } };
        rows = 230;
      }
    },
  });
  expect({ ids, isEndless }).toEqual({ ids: upTo(230), isEndless: false });
});

test("a refusal is no reason to ask for parts, and a failure of what isn't Hermon's ends the walk", async () => {
  const asked: number[] = [];
  const refused =
    (error: Error): AskPage =>
    (page) => {
      asked.push(page);
      return Promise.reject(error);
    };
  const readBy = (ask: AskPage) => async () => {
    await (await askPage(ask, 1, 100))[Symbol.asyncIterator]().next();
  };
  await expect(readBy(refused(broken(404)))).rejects.toMatchObject({ status: 404 });
  await expect(readBy(refused(new Error("disk full")))).rejects.toThrow("disk full");
  expect(asked).toEqual([1, 1]);
});
