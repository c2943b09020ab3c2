/**
 * Counts and versions are kept by the database, whoever writes: once for each statement, however
 * many rows it has changed, and counts in one order, so that no two writers wait for each other.
 */

const LEAD_GROUP = "source, status, setter, closer, triager";

/** How a trigger function sees the rows of a statement. */
const ADDED = "referencing new table as added";
const REMOVED = "referencing old table as removed";
const BOTH = "referencing new table as added old table as removed";

const triggerFunction = (name: string, body: string) =>
  `create function ${name}() returns trigger language plpgsql as $$
   begin
     ${body}
     return null;
   end $$`;

const trigger = (name: string, event: string, table: string, rows: string, call: string) =>
  `create trigger ${name} after ${event} on ${table} ${rows}
     for each statement execute function ${call}`;

const countIn = (counts: string, group: string, added: string) =>
  `insert into ${counts} as kept (${group}, n)
     select ${group}, n from (${added}) as given where n > 0 order by ${group}
     on conflict (${group}) do update set n = kept.n + excluded.n;`;

const countOut = (counts: string, group: string, removed: string) =>
  `update ${counts} as kept set n = kept.n - given.n from (${removed}) as given
     where given.n > 0 and (${prefixed("kept", group)}) = (${prefixed("given", group)});`;

const prefixed = (table: string, columns: string) =>
  columns
    .split(", ")
    .map((column) => `${table}.${column}`)
    .join(", ");

const counted = (table: string, group: string) =>
  `select ${group}, count(*)::int as n from ${table} group by ${group}`;

/** By how much one set of rows has more of each group than the other. */
const excess = (of: string, over: string, group: string) =>
  `select ${group}, sum(n)::int as n from (
     select ${group}, 1 as n from ${of} union all select ${group}, -1 from ${over}
   ) as both_sides group by ${group}`;

function countTriggers(table: string, counts: string, group: string): string[] {
  return [
    triggerFunction(`${table}_count_in`, countIn(counts, group, counted("added", group))),
    triggerFunction(`${table}_count_out`, countOut(counts, group, counted("removed", group))),
    triggerFunction(
      `${table}_count_over`,
      countOut(counts, group, excess("removed", "added", group)) +
        countIn(counts, group, excess("added", "removed", group)),
    ),
    trigger(`${table}_count_in`, "insert", table, ADDED, `${table}_count_in()`),
    trigger(`${table}_count_out`, "delete", table, REMOVED, `${table}_count_out()`),
    trigger(`${table}_count_over`, "update", table, BOTH, `${table}_count_over()`),
  ];
}

const versionTriggers = (name: string, tables: readonly string[]) => [
  triggerFunction("count_version", "update versions set n = n + 1 where name = tg_argv[0];"),
  ...tables.map((table) =>
    trigger(
      `${table}_version`,
      "insert or update or delete",
      table,
      "",
      `count_version('${name}')`,
    ),
  ),
];

/** Where numbers are given, those that the database gives go on behind them. */
const seqTriggers = (tables: readonly string[]) =>
  tables.flatMap((table) => [
    triggerFunction(
      `${table}_advance`,
      `perform setval('${table}_seq_seq', given.most)
         from (select max(seq) as most from added) as given, ${table}_seq_seq as own
         where given.most > own.last_value or (given.most = own.last_value and not own.is_called);`,
    ),
    trigger(`${table}_advance`, "insert", table, ADDED, `${table}_advance()`),
  ]);

export const triggers = [
  ...countTriggers("leads", "lead_counts", LEAD_GROUP),
  ...countTriggers("opt_ins", "opt_in_counts", "source"),
  "insert into versions (name, n) values ('dictionary', 0)",
  ...versionTriggers("dictionary", ["statuses", "people", "lead_sources", "forms"]),
  ...seqTriggers([
    "people",
    "statuses",
    "lead_sources",
    "leads",
    "forms",
    "opt_ins",
    "questions",
    "status_changes",
  ]),
];
