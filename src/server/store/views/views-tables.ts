import type { Generated } from "kysely";

/** Lists of leads that someone gave a name. */
export interface ViewsTable {
  seq: Generated<number>;
  id: string;
  /** The account's id. */
  owner: string;
  owner_name: string;
  name: string;
  /** The query string of the list's address. */
  query: string;
  /** 1: everyone has it. */
  shared: number;
  /** Its place among the shared ones, or among the owner's own. Two may have the same: the older comes first. */
  place: number;
  version: Generated<number>;
  /** Whoever changed it last. */
  changed_by: string;
  /** When it was deleted; such a view can still be restored. */
  deleted_at: Generated<number | null>;
}

/** Which view someone begins with. */
export interface DefaultViewsTable {
  /** The account's id. */
  person: string;
  /** That of a view which may be gone by now, or of a built-in one. */
  view: string;
}

/** How each person has laid out the columns of each view. */
export interface ColumnLayoutsTable {
  /** The account's id. */
  person: string;
  view: string;
  /** The contract's `ColumnLayout`, as JSON. */
  layout: string;
  saved_at: number;
}

export interface ViewTables {
  views: ViewsTable;
  default_views: DefaultViewsTable;
  column_layouts: ColumnLayoutsTable;
}
