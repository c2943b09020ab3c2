import type { Pool } from "pg";

const MIGRATION_LOCK = 7_411_032;

/** How long another server that brings the tables up to date is waited for, in milliseconds. */
const PATIENCE = 60_000;

/** Every commit counts in it, those of the migrations too, so that it comes before them. */
const VERSIONS = `
  create table if not exists versions (name text collate "C" primary key, n bigint not null);
  insert into versions (name, n) values ('commits', 0) on conflict do nothing;`;

/** Does something while no other server does the same. */
export async function migrating(pool: Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query(
      `set lock_timeout = ${PATIENCE}; select pg_advisory_lock(${MIGRATION_LOCK})`,
    );
    await client.query(VERSIONS);
    await work();
    await client.query(`select pg_advisory_unlock(${MIGRATION_LOCK}); reset lock_timeout`);
    isBroken = false;
  } finally {
    // With the connection ends its lock.
    client.release(isBroken);
  }
}
