import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import type { AuditAction, AuditActor } from "#api/contract/people/audit.ts";
import { MOST_VIEWS } from "#api/contract/views/view-changes.ts";
import type { View } from "#api/contract/views/views.ts";
import { recordAudit } from "../audit/audit.ts";
import { recordChanges } from "../events/record-changes.ts";
import type { Store } from "../open.ts";
import type { Tables } from "../tables.ts";
import { DAY } from "../time.ts";
import { type ViewRow, viewOf } from "./views.ts";

type Work = Transaction<Tables>;

/** Who changes views. */
export interface ViewEditor {
  /** The account's. */
  readonly id: string;
  readonly name: string;
  /** Whether they may share views, and change those that are shared. */
  readonly mayShare: boolean;
  readonly actor: AuditActor;
}

/** What a view is saved with. */
export type NewView = Pick<View, "name" | "query" | "shared">;

/**
 * - `unknown`: there is no such view that the person sees.
 * - `not-allowed`: it is shared, or was to be, and the person may not share views.
 */
type Refused = { readonly outcome: "unknown" | "not-allowed" };
type TooMany = { readonly outcome: "too-many" };
type Saved = { readonly outcome: "saved"; readonly view: View };

/** How long a deleted view can be restored, in milliseconds. */
const RESTORABLE_MS = 30 * DAY;

/** Saves a new view, as the last of its kind. */
export const createView = (
  store: Store,
  editor: ViewEditor,
  wanted: NewView,
): Promise<Saved | Refused | TooMany> =>
  store.write(async (tx) => {
    if (wanted.shared && !editor.mayShare) return { outcome: "not-allowed" };
    if (await hasTooMany(tx, editor.id)) return { outcome: "too-many" };
    const row = await tx
      .insertInto("views")
      .values({
        id: randomUUID(),
        owner: editor.id,
        owner_name: editor.name,
        name: wanted.name,
        query: wanted.query,
        shared: Number(wanted.shared),
        place: await lastPlace(tx, wanted.shared, editor.id),
        changed_by: editor.name,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    if (wanted.shared) await recordDeed(tx, editor, "view-shared", row);
    return saved(tx, row, editor);
  });

/** What is to become of a view. */
export interface ViewChange {
  readonly name?: string | undefined;
  readonly query?: string | undefined;
  readonly shared?: boolean | undefined;
  /** The version that it is a change of. */
  readonly expectedVersion: number;
}

type Changed = Saved | Refused | { readonly outcome: "conflict"; readonly view: View };

/**
 * Changes a view, and says so where someone else has changed it meanwhile to anything but that: then
 * it stays as they have made it.
 */
export const changeView = (
  store: Store,
  editor: ViewEditor,
  id: string,
  { expectedVersion, ...wanted }: ViewChange,
): Promise<Changed> =>
  store.write(async (tx): Promise<Changed> => {
    const row = await findView(tx, editor, id);
    if (!row) return { outcome: "unknown" };
    const { name = row.name, query = row.query, shared = row.shared === 1 } = wanted;
    if ((row.shared === 1 || shared) && !editor.mayShare) return { outcome: "not-allowed" };
    const isMoved = shared !== (row.shared === 1);
    const isSame = name === row.name && query === row.query && !isMoved;
    if (isSame) return { outcome: "saved", view: viewOf(row, editor.id) };
    if (row.version !== expectedVersion) {
      return { outcome: "conflict", view: viewOf(row, editor.id) };
    }
    const after = await tx
      .updateTable("views")
      .set({
        name,
        query,
        shared: Number(shared),
        place: isMoved ? await lastPlace(tx, shared, row.owner) : row.place,
        version: row.version + 1,
        changed_by: editor.name,
      })
      .where("seq", "=", row.seq)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordDeed(tx, editor, deedOf(row, after), after);
    return saved(tx, after, editor);
  });

function deedOf(before: ViewRow, after: ViewRow): AuditAction | undefined {
  if (before.shared !== after.shared) return after.shared ? "view-shared" : "view-made-private";
  return after.shared ? "shared-view-changed" : undefined;
}

type Done = { readonly outcome: "done" } | Refused;

/**
 * Puts a view before another one of its kind, or behind all of them: where there is no such one, it
 * was deleted or changed its kind meanwhile.
 */
export const moveView = (
  store: Store,
  editor: ViewEditor,
  id: string,
  before: string | null,
): Promise<Done> =>
  store.write(async (tx): Promise<Done> => {
    const row = await findView(tx, editor, id);
    if (!row) return { outcome: "unknown" };
    if (row.shared === 1 && !editor.mayShare) return { outcome: "not-allowed" };
    const others = await siblingsOf(tx, row);
    const at = others.findIndex((other) => other.id === before?.toLowerCase());
    const ordered = others.toSpliced(at < 0 ? others.length : at, 0, row);
    for (const [place, { seq, place: old }] of ordered.entries()) {
      if (place === old) continue;
      await tx.updateTable("views").set({ place }).where("seq", "=", seq).execute();
    }
    await recordChanges(tx, { views: true });
    return { outcome: "done" };
  });

/** Deletes a view, for good once nobody has restored it for 30 days. */
export const deleteView = (store: Store, editor: ViewEditor, id: string): Promise<Done> =>
  store.write(async (tx): Promise<Done> => {
    const now = Date.now();
    const row = await findView(tx, editor, id);
    if (!row) return { outcome: "unknown" };
    if (row.shared === 1 && !editor.mayShare) return { outcome: "not-allowed" };
    await tx.updateTable("views").set({ deleted_at: now }).where("seq", "=", row.seq).execute();
    await tx
      .deleteFrom("views")
      .where("deleted_at", "<", now - RESTORABLE_MS)
      .execute();
    if (row.shared) await recordDeed(tx, editor, "shared-view-deleted", row);
    await recordChanges(tx, { views: true });
    return { outcome: "done" };
  });

/** Takes back that a view was deleted; one that is there stays as it is. */
export const restoreView = (
  store: Store,
  editor: ViewEditor,
  id: string,
): Promise<Saved | Refused | TooMany> =>
  store.write(async (tx): Promise<Saved | Refused | TooMany> => {
    const row = await findView(tx, editor, id, "deleted too");
    if (!row) return { outcome: "unknown" };
    if (row.shared === 1 && !editor.mayShare) return { outcome: "not-allowed" };
    if (row.deleted_at === null) return { outcome: "saved", view: viewOf(row, editor.id) };
    if (await hasTooMany(tx, row.owner)) return { outcome: "too-many" };
    await tx.updateTable("views").set({ deleted_at: null }).where("seq", "=", row.seq).execute();
    if (row.shared) await recordDeed(tx, editor, "shared-view-restored", row);
    return saved(tx, row, editor);
  });

/** A view that the editor sees. */
async function findView(
  tx: Work,
  editor: ViewEditor,
  id: string,
  which: "there" | "deleted too" = "there",
): Promise<ViewRow | undefined> {
  const row = await tx
    .selectFrom("views")
    .selectAll()
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  if (!row || (row.shared === 0 && row.owner !== editor.id)) return undefined;
  return row.deleted_at === null || which === "deleted too" ? row : undefined;
}

/** Those of its kind: what is shared, or the same person's own. */
const kindOf = (tx: Work, shared: boolean, owner: string) => {
  const kind = tx
    .selectFrom("views")
    .where("deleted_at", "is", null)
    .where("shared", "=", Number(shared));
  return shared ? kind : kind.where("owner", "=", owner);
};

const siblingsOf = (tx: Work, { seq, shared, owner }: ViewRow) =>
  kindOf(tx, shared === 1, owner)
    .where("seq", "!=", seq)
    .selectAll()
    .orderBy("place")
    .orderBy("seq")
    .execute();

/** The place behind all others of a kind. */
async function lastPlace(tx: Work, shared: boolean, owner: string): Promise<number> {
  const { last } = await kindOf(tx, shared, owner)
    .select((eb) => eb.fn.max<number | null>("place").as("last"))
    .executeTakeFirstOrThrow();
  return (last ?? -1) + 1;
}

async function hasTooMany(tx: Work, owner: string): Promise<boolean> {
  const { n } = await tx
    .selectFrom("views")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("owner", "=", owner)
    .where("deleted_at", "is", null)
    .executeTakeFirstOrThrow();
  return n >= MOST_VIEWS;
}

async function saved(tx: Work, row: ViewRow, editor: ViewEditor): Promise<Saved> {
  await recordChanges(tx, { views: true });
  return { outcome: "saved", view: viewOf(row, editor.id) };
}

const recordDeed = async (
  tx: Work,
  { actor }: ViewEditor,
  action: AuditAction | undefined,
  { id, name }: ViewRow,
): Promise<void> => {
  if (action) await recordAudit(tx, { actor, action, subject: { kind: "view", id }, detail: name });
};
