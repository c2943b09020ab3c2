import { ChevronDown, ChevronUp, Link, type IconNode, X } from "lucide";
import { useState } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { notify } from "#dashboard/ui/notices/notices.ts";
import type { Neighbours, OpenLead, OpenLeadMoves, Place } from "../open-lead-moves.ts";

interface DrawerBarProps {
  readonly open: OpenLead;
  /** The lead's; missing until it is known. */
  readonly name: string | undefined;
  readonly neighbours: Neighbours;
  /** When the lead was found to be gone in Hermon, if it was. It has no place in any list then. */
  readonly goneAt: string | undefined;
  /** Where the lead is with its list and its tab, for whoever opens it. */
  readonly path: string;
  readonly moves: Pick<OpenLeadMoves, "open" | "close">;
}

/** From one to the next, and out. That a lead is gone stands in place of the ways on. */
export function DrawerBar(props: DrawerBarProps) {
  const { open, name, neighbours, goneAt, path, moves } = props;
  const isGone = goneAt !== undefined;
  return (
    <div
      className={cx(
        "flex min-h-11 shrink-0 items-center gap-1 border-b border-border px-2 sm:px-3",
        isGone ? "bg-danger-surface" : "print:hidden",
      )}
    >
      <StepAnnouncement open={open} name={name} neighbours={neighbours} />
      {isGone ? <GoneNotice at={goneAt} /> : <Steps neighbours={neighbours} moves={moves} />}
      <BarButton name="Copy link" icon={Link} onPress={() => void copyLink(path)} />
      <BarButton name="Close" icon={X} onPress={moves.close} />
    </div>
  );
}

function Steps({ neighbours, moves }: Pick<DrawerBarProps, "neighbours" | "moves">) {
  const { of, place, previous, next } = neighbours;
  const goTo = (step: OpenLead | null | undefined) => step && (() => moves.open(step));
  return (
    <>
      <BarButton name={`Previous ${of}`} icon={ChevronUp} onPress={goTo(previous)} />
      <BarButton name={`Next ${of}`} icon={ChevronDown} onPress={goTo(next)} />
      <p className="tabular ml-1 min-w-0 flex-1 truncate text-text-muted">
        {place && placeInWords(place)}
      </p>
    </>
  );
}

/** "13 of 312". */
const placeInWords = ({ index, total, matches }: Place): string =>
  matches ? `${inDigits(index + 1)} of ${inDigits(total)}` : "Not in this list now";

/** Where a step led, once for a lead, for who doesn't see it: the focus stays on the button. */
function StepAnnouncement(props: Pick<DrawerBarProps, "open" | "name" | "neighbours">) {
  const { open, name, neighbours } = props;
  const { place } = neighbours;
  const step = open.optIn ?? open.lead;
  const [announced, setAnnounced] = useState({ step, words: "" });
  if (announced.step !== step && name !== undefined && place) {
    setAnnounced({ step, words: `${name}, ${placeInWords(place).toLowerCase()}` });
  }
  return (
    <p role="status" className="sr-only">
      {announced.words}
    </p>
  );
}

interface BarButtonProps {
  readonly name: string;
  readonly icon: IconNode;
  /** Without it there is nothing to press for. */
  readonly onPress: (() => void) | null | undefined;
}

/** Stays focusable where there is nothing to press for: it mustn't lose the focus in passing. */
const BarButton = ({ name, icon, onPress }: BarButtonProps) => (
  <Button
    look="quiet"
    size="icon"
    aria-label={name}
    title={name}
    aria-disabled={!onPress}
    className="pointer-coarse:size-10 aria-disabled:opacity-40 aria-disabled:hover:bg-transparent"
    onClick={onPress ?? undefined}
  >
    <Icon of={icon} className="size-4" />
  </Button>
);

/** Copies the address of a path of the dashboard, for others too. */
async function copyLink(path: string): Promise<void> {
  const about = "copy link";
  const link = new URL(path, window.location.origin).href;
  try {
    await navigator.clipboard.writeText(link);
    notify({ about, kind: "news", title: "Link copied", lastsMs: 4_000 });
  } catch {
    // Not allowed, or not there outside https.
    notify({ about, kind: "problem", title: "Couldn't copy the link", detail: link });
  }
}

/** That a lead was removed in Hermon, so that what one sees is all there will be of it. */
const GoneNotice = ({ at }: { readonly at: string }) => (
  <p className="min-w-0 flex-1 px-2 text-xs/4">
    <strong role="alert" className="font-medium text-danger">
      Removed in Hermon.
    </strong>{" "}
    Noticed <Ago iso={at} />. <span className="sm:block">This is what was last known.</span>
  </p>
);
