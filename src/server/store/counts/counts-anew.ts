/** What is counted, and the kept counts beside the same counted anew, row by row. */
export const COUNTS = [
  {
    what: "leads by source, status and owner",
    table: "lead_counts",
    columns: "source, status, setter, closer, triager, n",
    kept: `select source, status, setter, closer, triager, n
             from lead_counts where n > 0`,
    anew: `select source, status, setter, closer, triager, count(*) as n
             from leads group by 1, 2, 3, 4, 5`,
  },
  {
    what: "opt-ins by source",
    table: "opt_in_counts",
    columns: "source, n",
    kept: "select source, n from opt_in_counts where n > 0",
    anew: "select source, count(*) as n from opt_ins group by 1",
  },
] as const;

/** Leads that no search finds, and what is found in the place of a lead that is gone. */
export const UNFOUND = `select
    (select count(*) from leads where seq not in (select rowid from lead_search)) +
    (select count(*) from lead_search where rowid not in (select seq from leads))`;

/** The same of what each lead says of its own opt-ins. */
export const OPT_INS_OF_LEADS = {
  what: "opt-ins by lead",
  kept: "select seq, opt_ins from leads",
  anew: "select seq, (select count(*) from opt_ins where lead = leads.seq) as opt_ins from leads",
} as const;
