import { sql } from "kysely";
import { setFact } from "../facts.ts";
import type { Store } from "../open.ts";

/** What a test does to the disk under a database. */

/** Lets the database grow no further, as on a full disk, and fills what room there is left. */
export async function fillDisk(store: Store): Promise<void> {
  // SQLite takes the size that it has when it is asked for less.
  await sql`pragma max_page_count = 1`.execute(store.db);
  for (const size of [4_000, 400, 40]) {
    for (let n = 0, isRoom = true; isRoom; n += 1) {
      isRoom = await setFact(store.db, `filler ${size} ${n}`, "x".repeat(size)).then(
        () => true,
        () => false,
      );
    }
  }
}

/** Makes room again. */
export async function clearDisk({ db }: Store): Promise<void> {
  await sql`pragma max_page_count = 4294967294`.execute(db);
}
