/** A view that everyone has from the start, and that can only be saved as a new one. */
export interface BuiltInView {
  readonly id: string;
  readonly name: string;
  /** As that of a saved one. */
  readonly query: string;
}

/** In the order in which they stand before all others. */
export const BUILT_IN_VIEWS: readonly BuiltInView[] = [
  { id: "all", name: "All", query: "" },
  // A setter's queue: whoever is due first comes first.
  {
    id: "my-open",
    name: "My open leads",
    query: "owner=me&open=yes&sort=next_touch_point",
  },
  {
    id: "overdue",
    name: "Overdue",
    query: "next_touch_point=overdue&sort=next_touch_point",
  },
  { id: "unassigned", name: "Unassigned", query: "owner=unassigned" },
  { id: "new-today", name: "New today", query: "created=today..today" },
  { id: "stuck", name: "Stuck", query: "open=yes&updated=..today-14&sort=updated" },
];

export const isBuiltInView = (id: string): boolean => BUILT_IN_VIEWS.some((view) => view.id === id);
