import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Link, type IconNode, X } from "lucide";
import { useState } from "react";
import type { ShortcutId } from "#dashboard/domain/shortcuts/shortcuts.ts";
import { useNameWithKey, useShortcut } from "#dashboard/domain/shortcuts/use-shortcut.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { copy } from "#dashboard/ui/copyable.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { goOn } from "#dashboard/ui/state/preferences.ts";
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
        "flex min-h-11 shrink-0 flex-wrap items-center gap-1 border-b border-border px-2 max-[18rem]:gap-0 max-[18rem]:px-1 sm:px-3",
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
  const { data: workspace } = useQuery(workspaceQuery);
  const goTo = (step: OpenLead | null | undefined) => step && (() => moves.open(step));
  return (
    <>
      <BarButton
        name={`Previous ${of}`}
        icon={ChevronUp}
        onPress={goTo(previous)}
        shortcut="previous-lead"
      />
      <BarButton name={`Next ${of}`} icon={ChevronDown} onPress={goTo(next)} shortcut="next-lead" />
      <p className="tabular ml-1 line-clamp-2 min-w-0 flex-1 text-text-muted">
        {place && placeInWords(place)}
      </p>
      {can(workspace, "change-status") && <GoOnSwitch of={of} />}
    </>
  );
}

/** Whether the next one opens once a status was set by keyboard. A phone has none. */
function GoOnSwitch({ of }: Pick<Neighbours, "of">) {
  const isOn = goOn.use() === "yes";
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      title={`The next ${of} opens once you have set a status by keyboard`}
      className="group flex min-h-7 shrink-0 items-center gap-1.5 rounded-md px-1.5 text-text-muted select-none hover:text-text aria-checked:text-text pointer-coarse:min-h-10 max-sm:order-last max-sm:mb-1 max-sm:w-full max-sm:pointer-coarse:hidden"
      onClick={() => goOn.set(isOn ? "no" : "yes")}
    >
      <span className="flex h-4 w-7 rounded-full border border-border-control bg-surface-sunken p-0.5 group-aria-checked:justify-end group-aria-checked:border-accent group-aria-checked:bg-accent forced-colors:group-aria-checked:bg-[Highlight]">
        <span className="size-2.5 rounded-full bg-text-muted group-aria-checked:bg-on-accent forced-colors:bg-[ButtonText]" />
      </span>
      Go on to the next
    </button>
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
  readonly shortcut?: ShortcutId;
}

/** Stays focusable where there is nothing to press for: it mustn't lose the focus in passing. */
const BarButton = ({ name, icon, onPress, shortcut }: BarButtonProps) => (
  <Button
    look="quiet"
    size="icon"
    aria-label={name}
    title={useNameWithKey(name, shortcut)}
    {...useShortcut(shortcut)}
    aria-disabled={!onPress}
    className="pointer-coarse:size-10 max-[18rem]:pointer-coarse:w-8 aria-disabled:opacity-40 aria-disabled:hover:bg-transparent"
    onClick={onPress ?? undefined}
  >
    <Icon of={icon} className="size-4" />
  </Button>
);

/** Copies the address of a path of the dashboard, for others too. */
const copyLink = (path: string) =>
  copy({
    text: new URL(path, window.location.origin).href,
    done: "Link copied",
    failed: "the link",
  });

/** That a lead was removed in Hermon, so that what one sees is all there will be of it. */
const GoneNotice = ({ at }: { readonly at: string }) => (
  <p className="min-w-0 flex-1 px-2 text-xs/4">
    <strong role="alert" className="font-medium text-danger">
      Removed in Hermon.
    </strong>{" "}
    Noticed <Ago iso={at} />. <span className="sm:block">This is what was last known.</span>
  </p>
);
