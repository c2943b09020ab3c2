/** Below the number of values that any database takes in a query. */
const A_QUERY = 10_000;

/** The same in their order, so many at a time. */
export function* batches<T>(all: Iterable<T>, size = A_QUERY): Generator<T[]> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The rows that `read` finds for values of any number, each batch of them asked for in turn. */
export async function inBatches<Value, Row>(
  values: readonly Value[],
  read: (some: readonly Value[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of batches(values)) {
    // One by one: a spread of so many rows would be too many arguments.
    for (const row of await read(some)) rows.push(row);
  }
  return rows;
}
