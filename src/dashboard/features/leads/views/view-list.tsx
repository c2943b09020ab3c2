import type { AnyView } from "#dashboard/domain/views/queries.ts";
import {
  ComboboxOption,
  ComboboxPopover,
  ComboboxTick,
} from "#dashboard/ui/floating/combobox-popover.tsx";

interface ViewListProps {
  readonly views: readonly AnyView[];
  readonly current: AnyView | undefined;
  /** What opened it. */
  readonly anchor: HTMLElement;
  readonly byTouch: boolean;
  readonly onShow: (id: string) => void;
  readonly onClose: () => void;
}

/** All views, under a field that narrows them. Open while it is mounted. */
export const ViewList = ({ views, current, anchor, byTouch, onShow, onClose }: ViewListProps) => (
  <ComboboxPopover<AnyView>
    label="All views"
    inputLabel="Narrow views"
    listLabel="All views"
    items={views}
    keyOf={({ id }) => id}
    wordsOf={({ name }) => [name]}
    value={current ?? null}
    anchor={anchor}
    byTouch={byTouch}
    className="w-72"
    listClassName="max-h-96"
    onValueChange={(view) => {
      onClose();
      if (view) onShow(view.id);
    }}
    onClose={onClose}
  >
    {(view) => (
      <ComboboxOption key={view.id} value={view} className="h-8">
        <span className="w-3 shrink-0">
          <ComboboxTick />
        </span>
        <span className="min-w-0 flex-1 truncate">{view.name}</span>
        {view.saved?.shared && <span className="text-xs text-text-muted">Shared</span>}
      </ComboboxOption>
    )}
  </ComboboxPopover>
);
