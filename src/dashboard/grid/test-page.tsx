import { useState } from "react";
import { createRoot } from "react-dom/client";
import { badge } from "./cells/badge.ts";
import { checkbox } from "./cells/checkbox.ts";
import { date, person, text } from "./cells/text.ts";
import type { GridColumn, PhoneCell } from "./columns.ts";
import { Grid } from "./grid.tsx";
import type { GridRows } from "./rows.ts";
import type { GridState } from "./table.ts";

/**
 * Two grids of made-up rows on one page, for `e2e/list/grid.spec.ts`: what a grid can do before any page
 * of the dashboard has it do so, and without anything of leads.
 */
interface Parcel {
  readonly id: string;
  readonly receiver: string;
  readonly colour: string;
  readonly place: string;
  readonly sent: string;
}

const COLOURS = ["Maroon", "Green", "Navy"] as const;

const PARCELS = Array.from({ length: 300 }, (_, at): Parcel => ({
  id: `parcel-${at}`,
  receiver: `Receiver ${at}`,
  colour: COLOURS[at % 3] ?? "",
  place: at % 4 === 0 ? "" : `Place ${at}`,
  sent: new Date(Date.UTC(2026, 0, 1 + at)).toISOString(),
}));

/** The year of the parcels, whenever the journey is run. */
const CONTEXT = { now: Date.UTC(2026, 6, 1) };

const receiver = person<Parcel, typeof CONTEXT>({ value: (parcel) => parcel.receiver });
const colour = badge<Parcel, typeof CONTEXT>({
  look: (parcel) => ({
    name: parcel.colour,
    label: `Colour: ${parcel.colour}`,
    title: undefined,
    style: { color: "white", backgroundColor: parcel.colour.toLowerCase() },
  }),
});

const columns: readonly GridColumn<Parcel, typeof CONTEXT>[] = [
  { id: "selected", header: "Pick", width: [3, 0], cell: checkbox((parcel) => parcel.receiver) },
  { id: "receiver", header: "Receiver", width: [9, 2], cell: receiver, isRowHeader: true },
  { id: "colour", header: "Colour", width: [6, 1], cell: colour },
  { id: "place", header: "Place", width: [9, 1], cell: text({ value: ({ place }) => place }) },
  { id: "sent", header: "Sent", width: [8, 1], cell: date((parcel) => parcel.sent) },
];

const secondColumns = columns.slice(1);

const phoneCells: readonly PhoneCell<Parcel, typeof CONTEXT>[] = [
  { id: "receiver", area: "title", cell: receiver, isRowHeader: true },
  { id: "colour", area: "badge", cell: colour },
];

const rows: GridRows<Parcel> = {
  list: PARCELS,
  total: PARCELS.length,
  rowAt: (index) => PARCELS[index],
  indexOf: (id) => PARCELS.findIndex((parcel) => parcel.id === id),
  hasFailed: () => false,
  isLoading: false,
  isStale: false,
  lookAt: () => {},
};

/** What the buttons of the page do to its first grid. */
const CHANGES: Readonly<Record<string, GridState>> = {
  "Put colours first": { columnOrder: ["colour"] },
  "Hide places": { columnVisibility: { place: false } },
  "Widen receivers": { columnSizing: { receiver: 30 } },
  "Hold both ends": { columnPinning: { start: ["selected", "receiver"], end: ["sent"] } },
  "Sort by receiver": { sorting: [{ id: "receiver", desc: false }] },
};

function TestPage() {
  const [state, setState] = useState<GridState>({ rowSelection: {} });
  const [openId, setOpenId] = useState<string>();
  return (
    <main style={{ display: "grid", grid: "auto 1fr 1fr / minmax(0, 1fr)", height: "100%" }}>
      <h1>{`${Object.keys(state.rowSelection ?? {}).length} selected`}</h1>
      <div style={{ display: "flex", flexDirection: "column", minHeight: 0 }}>
        <p>
          {Object.entries(CHANGES).map(([name, change]) => (
            <button
              key={name}
              type="button"
              onClick={() => setState((before) => ({ ...before, ...change }))}
            >
              {name}
            </button>
          ))}
        </p>
        <Grid
          label="First"
          columns={columns}
          phoneCells={phoneCells}
          context={CONTEXT}
          rows={rows}
          state={state}
          onStateChange={setState}
          openId={openId}
          onOpen={setOpenId}
        />
      </div>
      <div style={{ display: "flex", flexDirection: "column", minHeight: 0 }}>
        <Grid
          label="Second"
          columns={secondColumns}
          phoneCells={phoneCells}
          context={CONTEXT}
          rows={rows}
          onOpen={() => {}}
        />
      </div>
    </main>
  );
}

const root = document.createElement("div");
root.style.height = "100vh";
document.body.append(root);
createRoot(root).render(<TestPage />);
