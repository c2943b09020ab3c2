import type { Pagination } from "#api/contract/endpoint.ts";

/** As the contract's `PageQuery` has it: pages count from 1. */
interface PageQuery {
  readonly page: number;
  readonly limit: number;
}

interface Rows<T> {
  readonly rows: T[];
  readonly total: number;
}

/**
 * Reads one page of a list and describes it as the API does. A page past the end is empty, and
 * still tells the true total.
 */
export async function paged<T>(
  { page, limit }: PageQuery,
  read: (span: { offset: number; limit: number }) => Promise<Rows<T>>,
): Promise<{ data: T[]; pagination: Pagination }> {
  const { rows, total } = await read({ offset: (page - 1) * limit, limit });
  const totalPages = Math.ceil(total / limit);
  const pagination = {
    page,
    limit,
    total,
    totalPages,
    hasNext: page < totalPages,
    hasPrev: page > 1,
  };
  return { data: rows, pagination };
}
