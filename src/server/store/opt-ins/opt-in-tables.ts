import type { Generated } from "kysely";

/** Each pair of a form's id and name that opt-ins came with: few, and long. */
export interface FormsTable {
  seq: Generated<number>;
  id: string | null;
  name: string | null;
}

export interface OptInsTable {
  seq: Generated<number>;
  id: string;
  /** `leads.seq` */
  lead: number;
  source: string;
  /** `forms.seq`; `null` where neither its id nor its name was given. */
  form: Generated<number | null>;
  /** With `source`, by which a repeated submission finds its opt-in. */
  external_reference: string | null;
  /** 1 where the database is the record: reference and source are unique among such rows; see leads. */
  own: Generated<1 | null>;
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  utm_content: string | null;
  utm_term: string | null;
  referrer: string | null;
  landing_page: string | null;
  created_at: number;
  created_is_day: Generated<number>;
  /** 1 in a mirror until its answers and attribution are read. */
  lacks_details: Generated<number>;
}

/** What forms ask, each once. */
export interface QuestionsTable {
  seq: Generated<number>;
  /** Unique. */
  text: string;
}

export interface OptInAnswersTable {
  /** `opt_ins.seq` */
  opt_in: number;
  /** Tells its answers apart, in their order. */
  place: number;
  /** Hermon's; `null` in own record, where it follows from the opt-in and the place. */
  id: string | null;
  /** `questions.seq` */
  question: number;
  answer: string | null;
  /** As it was given: several may have the same. */
  position: number;
}

/** How many opt-ins there are of each source, kept the same way: the exact total of their list. */
export interface OptInCountsTable {
  source: string;
  n: number;
}

export interface OptInTables {
  forms: FormsTable;
  opt_ins: OptInsTable;
  questions: QuestionsTable;
  opt_in_answers: OptInAnswersTable;
  opt_in_counts: OptInCountsTable;
}
