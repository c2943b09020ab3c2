import { type Kysely, sql } from "kysely";

/**
 * Keeps `lead_counts` and `opt_in_counts` in step with what they count, whoever writes: no code
 * has to remember it, and what is committed is counted.
 */
export async function createCountTriggers(db: Kysely<unknown>): Promise<void> {
  for (const trigger of [...leadTriggers(), ...optInTriggers()]) await sql.raw(trigger).execute(db);
}

const GROUP = ["source", "status", "setter", "closer", "triager"] as const;

const columns = (row?: "new" | "old") =>
  GROUP.map((column) => (row ? `${row}.${column}` : column)).join(", ");

function leadTriggers(): string[] {
  const countIn = `insert into lead_counts (${columns()}, n) values (${columns("new")}, 1)
    on conflict (${columns()}) do update set n = n + 1;`;
  const countOut = `update lead_counts set n = n - 1 where (${columns()}) = (${columns("old")});`;
  return [
    `create trigger leads_count_in after insert on leads begin ${countIn} end`,
    `create trigger leads_count_out after delete on leads begin ${countOut} end`,
    `create trigger leads_count_over after update of ${columns()} on leads
       when (${columns("old")}) <> (${columns("new")})
       begin ${countOut} ${countIn} end`,
  ];
}

function optInTriggers(): string[] {
  const countIn = `insert into opt_in_counts (source, n) values (new.source, 1)
    on conflict (source) do update set n = n + 1;`;
  const countOut = `update opt_in_counts set n = n - 1 where source = old.source;`;
  return [
    `create trigger opt_ins_count_in after insert on opt_ins begin ${countIn} end`,
    `create trigger opt_ins_count_out after delete on opt_ins begin ${countOut} end`,
    `create trigger opt_ins_count_over after update of source on opt_ins
       when old.source <> new.source begin ${countOut} ${countIn} end`,
  ];
}
