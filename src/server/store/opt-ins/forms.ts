import type { Insertable, RawBuilder, Transaction } from "kysely";
import type { OptInsTable } from "./opt-in-tables.ts";
import type { Tables } from "../tables.ts";

/** By what an opt-in names its form. */
interface Form {
  readonly provider_form_id?: string | null;
  readonly provider_form_name?: string | null;
}

/** An opt-in as it comes: with its form's id and name. */
export type OptInWithForm = Omit<Insertable<OptInsTable>, "form" | "lead"> &
  Form & {
    /** `leads.seq`, or the SQL that finds it. */
    readonly lead: number | RawBuilder<number>;
  };

type OptInRow = Omit<OptInWithForm, keyof Form> & { readonly form: number | null };

/** The same as rows, which point at their forms. Those that aren't known yet are added. */
export async function optInRows(
  tx: Transaction<Tables>,
  optIns: readonly OptInWithForm[],
): Promise<OptInRow[]> {
  const forms = await seqsOfForms(tx, optIns);
  return optIns.map(({ provider_form_id: id = null, provider_form_name: name = null, ...row }) => ({
    ...row,
    form: forms.get(keyOf({ id, name })) ?? null,
  }));
}

interface FormName {
  readonly id: string | null;
  readonly name: string | null;
}

const keyOf = ({ id, name }: FormName): string => JSON.stringify([id, name]);

async function seqsOfForms(
  tx: Transaction<Tables>,
  optIns: readonly Form[],
): Promise<Map<string, number>> {
  const asked = new Map<string, FormName>();
  for (const { provider_form_id: id = null, provider_form_name: name = null } of optIns) {
    if (id !== null || name !== null) asked.set(keyOf({ id, name }), { id, name });
  }
  if (asked.size === 0) return new Map();
  const forms = [...asked.values()];
  const seqs = await findForms(tx, forms);
  const missing = forms.filter((form) => !seqs.has(keyOf(form)));
  if (missing.length === 0) return seqs;
  const added = await tx
    .insertInto("forms")
    .values(missing)
    .returning(["seq", "id", "name"])
    .execute();
  for (const { seq, ...form } of added) seqs.set(keyOf(form), seq);
  return seqs;
}

/** Those that are there, by {@link keyOf}. */
async function findForms(
  tx: Transaction<Tables>,
  forms: readonly FormName[],
): Promise<Map<string, number>> {
  const names = new Set(forms.flatMap(({ name }) => name ?? []));
  const nameless = forms.flatMap(({ id, name }) => (name === null && id !== null ? [id] : []));
  const rows = await tx
    .selectFrom("forms")
    .selectAll()
    .where((is) =>
      is.or([is("name", "in", [...names]), is("name", "is", null).and("id", "in", nameless)]),
    )
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row.seq]));
}
