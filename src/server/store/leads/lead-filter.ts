import { sql, type SqlBool } from "kysely";
import { emailKey } from "#api/contract/email-key.ts";
import { type LeadFilter, OVERDUE } from "#api/contract/lead-query.ts";
import { CLOSED_ROLES, type LeadFilterName, type Owner } from "#api/contract/vocabulary.ts";
import {
  allOf,
  anyOf,
  oneOf,
  saidBy,
  type SqlCondition,
  type Values,
  within,
} from "../conditions.ts";
import type { Dictionary } from "../dictionary.ts";
import { DAY, dayOf } from "../time.ts";

/** The contract's filters, and the documented API's role of a status. */
type FilterName = Exclude<keyof LeadFilter, `not_${string}`> | "status_role";

/** A lead matches when every filter that is given has one of its values, and no `not_` filter has. */
export type LeadsFilter = {
  readonly [name in FilterName | `not_${FilterName}`]?: Values | undefined;
};

/** Stands in an owner's place when there is none; people are numbered from 1. */
export const NOBODY = 0;

/** What a filter's values mean. */
interface Context {
  readonly dictionary: Dictionary;
  /** In milliseconds since 1970. */
  readonly now: number;
}

interface Filter {
  /** The counted column it is about: how many match is told by `lead_counts` alone. */
  readonly counted?: LeadFilterName;
  /** What the values say of a lead's row. */
  readonly condition: (values: Values, context: Context) => SqlCondition;
}

/** Ids in any case; owners by {@link emailKey}. What isn't known matches nothing. */
const FILTERS: Readonly<Record<FilterName, Filter>> = {
  source: { counted: "source", condition: (values) => oneOf("source", values) },
  status: {
    counted: "status",
    condition(values, { dictionary }) {
      const ids = new Set(values.map((id) => id?.toLowerCase()));
      return statusWith(dictionary, ({ id }) => ids.has(id));
    },
  },
  status_role: {
    counted: "status",
    condition: (roles, { dictionary }) =>
      statusWith(dictionary, ({ role }) => roles.includes(role)),
  },
  setter: ownerFilter("setter"),
  closer: ownerFilter("closer"),
  triager: ownerFilter("triager"),
  country: {
    condition: (codes) =>
      oneOf(
        "phone_country",
        codes.map((code) => code && code.toUpperCase()),
      ),
  },
  phone: { condition: (values) => anyOf(values.map(hasPhone)) },
  form: optInFilter("provider_form_name"),
  campaign: optInFilter("utm_campaign"),
  next_touch_point: {
    condition: (values, context) => anyOf(values.map((value) => touchPointIn(value, context))),
  },
  created: { condition: (values) => anyOf(values.map((value) => within("created_at", value))) },
  updated: { condition: (values) => anyOf(values.map((value) => within("updated_at", value))) },
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
const NAMES = Object.keys(FILTERS) as FilterName[];

const statusWith = (
  { statuses }: Dictionary,
  is: (status: { id: string; role: string }) => boolean,
): SqlCondition => oneOf("status", keysOf(statuses, is));

function ownerFilter(owner: Owner): Filter {
  return {
    counted: owner,
    condition(values, { dictionary: { people } }) {
      const keys = new Set(values.map((email) => email && emailKey(email)));
      const seqs = keysOf(people, ({ email }) => keys.has(email));
      return oneOf(owner, keys.has(null) ? [NOBODY, ...seqs] : seqs);
    },
  };
}

const hasPhone = (value: string | null): SqlCondition =>
  value === "yes" ? sql<SqlBool>`phone_e164 is not null` : sql<SqlBool>`phone_e164 is null`;

/** By what any of a lead's opt-ins has in that column. */
function optInFilter(column: "provider_form_name" | "utm_campaign"): Filter {
  const named = sql.ref(column);
  return {
    condition(values) {
      const given = oneOf(
        column,
        values.filter((value) => value !== null),
      );
      const some = sql<SqlBool>`seq in (select lead from opt_ins where ${given})`;
      const none = sql<SqlBool>`seq not in (select lead from opt_ins where ${named} is not null)`;
      return values.includes(null) ? anyOf([some, none]) : some;
    },
  };
}

/** Overdue is a touch point that is over, of a lead that someone still works on; a day is when it has passed. */
function touchPointIn(value: string | null, { dictionary, now }: Context): SqlCondition {
  if (value === null) return sql<SqlBool>`next_touch_point_at is null`;
  if (value !== OVERDUE) return within("next_touch_point_at", value);
  const isOpen = statusWith(dictionary, ({ role }) => !CLOSED_ROLES.includes(role));
  const today = dayOf(now) * DAY;
  return allOf([
    sql<SqlBool>`next_touch_point_at < case next_touch_point_is_day when 1 then ${today} else ${now} end`,
    isOpen,
  ]);
}

/**
 * What is asked of leads in SQL, by the columns of `leads`: what is said of counted columns, which
 * `lead_counts` has as well, and of others.
 */
export interface Selection {
  readonly counted: readonly {
    readonly column: LeadFilterName;
    readonly condition: SqlCondition;
  }[];
  readonly others: readonly SqlCondition[];
}

export function filterIn(filter: LeadsFilter, context: Context): Selection {
  const counted: Selection["counted"][number][] = [];
  const others: SqlCondition[] = [];
  for (const name of NAMES) {
    const { counted: column, condition } = FILTERS[name];
    const conditions = saidBy(
      (values) => condition(values, context),
      filter[name],
      filter[`not_${name}`],
    );
    if (column) counted.push(...conditions.map((one) => ({ column, condition: one })));
    else others.push(...conditions);
  }
  return { counted, others };
}

/** All of a selection's conditions. */
export const conditionsOf = ({ counted, others }: Selection): SqlCondition[] => [
  ...counted.map(({ condition }) => condition),
  ...others,
];

const keysOf = <Entry>(entries: ReadonlyMap<number, Entry>, is: (entry: Entry) => boolean) =>
  [...entries].filter(([, entry]) => is(entry)).map(([seq]) => seq);
