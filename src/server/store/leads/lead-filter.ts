import { sql, type SqlBool } from "kysely";
import { emailKey } from "#api/contract/text/email-key.ts";
import { OVERDUE, type PlainFilterName } from "#api/contract/leads/lead-query.ts";
import { CLOSED_ROLES, type LeadFilterName, type Owner, OWNERS } from "#api/contract/vocabulary.ts";
import {
  allOf,
  anyOf,
  oneOf,
  filterConditions,
  type SqlCondition,
  type Values,
  within,
} from "../conditions.ts";
import { type Dictionary, formsNamed } from "../dictionary.ts";
import type { Store } from "../open.ts";
import { DAY, dayOf } from "../time.ts";

/** The contract's filters, and the documented API's role of a status. */
type FilterName = PlainFilterName | "status_role";

/** A lead matches when every filter that is given has one of its values, and no `not_` filter has. */
export type LeadsFilter = {
  readonly [name in FilterName | `not_${FilterName}`]?: Values | undefined;
};

/** Stands in an owner's place when there is none; people are numbered from 1. */
export const NOBODY = 0;

/** What a filter's values mean. */
interface Context extends Pick<Store, "withoutIndex"> {
  readonly dictionary: Dictionary;
  /** In milliseconds since 1970. */
  readonly now: number;
}

interface Filter {
  /** The counted column it is about, or several: how many match is told by `lead_counts` alone. */
  readonly counted?: LeadFilterName | "several";
  /** What the values say of a lead's row. */
  readonly condition: (values: Values, context: Context) => SqlCondition;
}

/** Ids in any case; owners by {@link emailKey}. What isn't known matches nothing. */
const FILTERS: Readonly<Record<FilterName, Filter>> = {
  source: {
    counted: "source",
    condition: (values, context) => anyOneOf("source", values, context),
  },
  status: {
    counted: "status",
    condition(values, context) {
      const ids = new Set(values.map((id) => id?.toLowerCase()));
      return statusWith(context, ({ id }) => ids.has(id));
    },
  },
  status_role: {
    counted: "status",
    condition: (roles, context) => statusWith(context, ({ role }) => roles.includes(role)),
  },
  setter: ownerFilter("setter"),
  closer: ownerFilter("closer"),
  triager: ownerFilter("triager"),
  owner: {
    counted: "several",
    condition(values, context) {
      const given = values.filter((value) => value !== null);
      const by = (owner: Owner, owned: Values) => FILTERS[owner].condition(owned, context);
      const anyone = anyOf(OWNERS.map(({ owner }) => by(owner, given)));
      if (given.length === values.length) return anyone;
      return anyOf([anyone, allOf(OWNERS.map(({ owner }) => by(owner, [null])))]);
    },
  },
  open: {
    counted: "several",
    condition: (values, context) =>
      statusWith(context, ({ role }) =>
        values.includes(CLOSED_ROLES.includes(role) ? "no" : "yes"),
      ),
  },
  country: {
    condition: (codes) =>
      oneOf(
        "phone_country",
        codes.map((code) => code && code.toUpperCase()),
      ),
  },
  phone: { condition: (values) => anyOf(values.map(hasPhone)) },
  repeat: { condition: (values) => anyOf(values.map(hasSeveralOptIns)) },
  form: {
    condition(values, { dictionary }) {
      const named = [...dictionary.forms.keys()].filter(
        (seq) => dictionary.forms.get(seq)?.name !== null,
      );
      const given = formsNamed(
        dictionary,
        values.filter((value) => value !== null),
      );
      return byOptIns(oneOf("form", given), values, oneOf("form", named));
    },
  },
  campaign: {
    condition: (values) =>
      byOptIns(
        oneOf(
          "utm_campaign",
          values.filter((value) => value !== null),
        ),
        values,
        sql<SqlBool>`utm_campaign is not null`,
      ),
  },
  next_touch_point: {
    condition: (values, context) => anyOf(values.map((value) => touchPointIn(value, context))),
  },
  created: { condition: (values) => anyOf(values.map((value) => within("created_at", value))) },
  updated: { condition: (values) => anyOf(values.map((value) => within("updated_at", value))) },
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
const NAMES = Object.keys(FILTERS) as FilterName[];

/**
 * One value's leads stand in its index in the order of lists, so that a page is read from it. Those
 * of several would have to be sorted.
 */
const anyOneOf = (
  column: LeadFilterName,
  values: readonly (string | number | null)[],
  { withoutIndex }: Context,
): SqlCondition => oneOf(values.length > 1 ? withoutIndex(column) : column, values);

const statusWith = (
  context: Context,
  is: (status: { id: string; role: string }) => boolean,
): SqlCondition => anyOneOf("status", keysOf(context.dictionary.statuses, is), context);

function ownerFilter(owner: Owner): Filter {
  return {
    counted: owner,
    condition(values, context) {
      const keys = new Set(values.map((email) => email && emailKey(email)));
      const seqs = keysOf(context.dictionary.people, ({ email }) => keys.has(email));
      return anyOneOf(owner, keys.has(null) ? [NOBODY, ...seqs] : seqs, context);
    },
  };
}

const hasPhone = (value: string | null): SqlCondition =>
  value === "yes" ? sql<SqlBool>`phone_e164 is not null` : sql<SqlBool>`phone_e164 is null`;

/** Of the opt-ins that are here: the number that a lead comes with may be older. */
function hasSeveralOptIns(value: string | null): SqlCondition {
  const several = sql`select lead from opt_ins group by lead having count(*) > 1`;
  return value === "yes"
    ? sql<SqlBool>`seq in (${several})`
    : sql<SqlBool>`seq not in (${several})`;
}

/** Whether any of a lead's opt-ins is given; or, where `null` is among the values, none has any. */
function byOptIns(given: SqlCondition, values: Values, any: SqlCondition): SqlCondition {
  const some = sql<SqlBool>`seq in (select lead from opt_ins where ${given})`;
  const none = sql<SqlBool>`seq not in (select lead from opt_ins where ${any})`;
  return values.includes(null) ? anyOf([some, none]) : some;
}

/** Overdue is a touch point that is over, of a lead that someone still works on; a day is when it has passed. */
function touchPointIn(value: string | null, context: Context): SqlCondition {
  const { now, withoutIndex } = context;
  // Most leads have none.
  if (value === null) return sql<SqlBool>`${withoutIndex("next_touch_point_at")} is null`;
  if (value !== OVERDUE) return touchedWithin(value);
  const isOpen = statusWith(context, ({ role }) => !CLOSED_ROLES.includes(role));
  const today = dayOf(now) * DAY;
  return allOf([
    anyOf([
      sql<SqlBool>`next_touch_point_at < ${today}`,
      sql<SqlBool>`next_touch_point_at < ${now} and next_touch_point_is_day = 0`,
    ]),
    isOpen,
  ]);
}

/** A touch point that is a day is in a range by the dates that stand in it, whatever their time zone. */
function touchedWithin(range: string): SqlCondition {
  const dates = range.replaceAll(/[+-]\d\d:\d\d(?=\.\.|$)/g, "Z");
  if (dates === range) return within("next_touch_point_at", range);
  return anyOf([
    allOf([sql<SqlBool>`next_touch_point_is_day = 0`, within("next_touch_point_at", range)]),
    allOf([sql<SqlBool>`next_touch_point_is_day = 1`, within("next_touch_point_at", dates)]),
  ]);
}

/**
 * What is asked of leads in SQL, by the columns of `leads`: what is said of counted columns, which
 * `lead_counts` has as well, and of others.
 */
export interface Selection {
  readonly counted: readonly {
    /** The one that it is about; `several` where it is about more, or not to be left out with one. */
    readonly column: LeadFilterName | "several";
    readonly condition: SqlCondition;
  }[];
  readonly others: readonly SqlCondition[];
}

/** What the values of one filter say of a lead's row. */
export const conditionOf = (name: FilterName, values: Values, context: Context): SqlCondition =>
  FILTERS[name].condition(values, context);

export function filterIn(filter: LeadsFilter, context: Context): Selection {
  const counted: Selection["counted"][number][] = [];
  const others: SqlCondition[] = [];
  for (const name of NAMES) {
    const { counted: column, condition } = FILTERS[name];
    const conditions = filterConditions(
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
