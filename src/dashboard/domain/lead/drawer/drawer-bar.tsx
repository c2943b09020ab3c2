import { ChevronDown, ChevronUp, Link, type LucideIcon, X } from "lucide-react";
import { useState } from "react";
import type { LeadPosition } from "#api/contract/lead-views.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { notify } from "#dashboard/ui/notices/notices.ts";

interface DrawerBarProps {
  readonly leadId: string;
  /** The lead's; missing until it is known. */
  readonly name: string | undefined;
  /** Missing until it is known. */
  readonly position: LeadPosition | undefined;
  /** When the lead was found to be gone in Hermon, if it was. It has no place in any list then. */
  readonly goneAt: string | undefined;
  /** Where the lead is with its list and its tab, for whoever opens it. */
  readonly path: string;
  readonly onOpen: (leadId: string) => void;
  readonly onClose: () => void;
}

/**
 * From lead to lead through the whole list, and out. That a lead is gone stands in the place of the
 * ways on, so that nothing moves when that is found out.
 */
export function DrawerBar(props: DrawerBarProps) {
  const { leadId, name, position, goneAt, path, onOpen, onClose } = props;
  const isGone = goneAt !== undefined;
  return (
    <div
      className={cx(
        "flex min-h-11 shrink-0 items-center gap-1 border-b border-border px-2 sm:px-3",
        isGone ? "bg-danger-surface" : "print:hidden",
      )}
    >
      <StepAnnouncement leadId={leadId} name={name} position={position} />
      {isGone ? <GoneNotice at={goneAt} /> : <Steps position={position} onOpen={onOpen} />}
      <BarButton name="Copy link" icon={Link} onPress={() => void copyLink(path)} />
      <BarButton name="Close" icon={X} onPress={onClose} />
    </div>
  );
}

const Steps = ({ position, onOpen }: Pick<DrawerBarProps, "position" | "onOpen">) => (
  <>
    <StepButton name="Previous lead" icon={ChevronUp} leadId={position?.previous} onOpen={onOpen} />
    <StepButton name="Next lead" icon={ChevronDown} leadId={position?.next} onOpen={onOpen} />
    <p className="tabular ml-1 min-w-0 flex-1 truncate text-text-muted">
      {position && placeInWords(position)}
    </p>
  </>
);

/** "13 of 312". */
const placeInWords = ({ index, total, matches }: LeadPosition): string =>
  matches ? `${inDigits(index + 1)} of ${inDigits(total)}` : "Not in this list now";

/**
 * Where a step led, for who doesn't see it: the focus stays on its button. Said once for a lead, not
 * again when others come in.
 */
function StepAnnouncement({
  leadId,
  name,
  position,
}: Pick<DrawerBarProps, "leadId" | "name" | "position">) {
  const [announced, setAnnounced] = useState({ leadId, words: "" });
  if (announced.leadId !== leadId && name !== undefined && position) {
    setAnnounced({ leadId, words: `${name}, ${placeInWords(position).toLowerCase()}` });
  }
  return (
    <p role="status" className="sr-only">
      {announced.words}
    </p>
  );
}

interface StepButtonProps {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly leadId: string | null | undefined;
  readonly onOpen: (leadId: string) => void;
}

/** Stays focusable where there is no further lead: it mustn't lose the focus in passing. */
const StepButton = ({ leadId, onOpen, ...button }: StepButtonProps) => (
  <BarButton {...button} onPress={leadId ? () => onOpen(leadId) : undefined} />
);

interface BarButtonProps {
  readonly name: string;
  readonly icon: LucideIcon;
  /** Without it there is nothing to press for. */
  readonly onPress: (() => void) | undefined;
}

const BarButton = ({ name, icon: Icon, onPress }: BarButtonProps) => (
  <Button
    look="quiet"
    size="icon"
    aria-label={name}
    title={name}
    aria-disabled={onPress === undefined}
    className="pointer-coarse:size-10 aria-disabled:opacity-40 aria-disabled:hover:bg-transparent"
    onClick={onPress}
  >
    <Icon aria-hidden className="size-4" />
  </Button>
);

const ABOUT = "copy link";

/**
 * Copies the address of a view, for others too.
 * @param path within this dashboard
 */
async function copyLink(path: string): Promise<void> {
  const link = new URL(path, window.location.origin).href;
  try {
    await navigator.clipboard.writeText(link);
    notify({ about: ABOUT, kind: "news", title: "Link copied", lastsMs: 4_000 });
  } catch {
    // Not allowed, or not there outside https.
    notify({ about: ABOUT, kind: "problem", title: "Couldn't copy the link", detail: link });
  }
}

interface GoneNoticeProps {
  /** When it was found that Hermon no longer has the lead. */
  readonly at: string;
}

/** That a lead was removed in Hermon, so that what one sees is all there will be of it. */
const GoneNotice = ({ at }: GoneNoticeProps) => (
  <p className="min-w-0 flex-1 px-2 text-xs/4">
    <strong role="alert" className="font-medium text-danger">
      Removed in Hermon.
    </strong>{" "}
    Noticed <Ago iso={at} />. <span className="sm:block">This is what was last known.</span>
  </p>
);
