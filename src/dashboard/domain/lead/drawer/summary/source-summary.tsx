import { type RefObject, useId, useLayoutEffect, useRef, useState } from "react";
import type { LeadView } from "#api/contract/leads/lead-views.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { UntilRead } from "../freshness/lead-age.tsx";
import { Section } from "./section.tsx";

/** What an AI made of the lead's opt-ins: three lines of it, and the rest when asked. */
export function SourceSummary({ details }: { readonly details: LeadView | undefined }) {
  const isUnread = details?.details_as_of === null;
  const text = isUnread ? undefined : details?.ai_source_summary?.trim();
  const waiting = <Skeleton className="h-22" />;
  if (text) return <Folded text={text} />;
  return (
    <Section title="Source summary">
      <div className="min-h-22">
        {!details && waiting}
        {isUnread && <UntilRead leadId={details.id} placeholder={waiting} />}
        {details && !isUnread && (
          <p className="flex min-h-22 items-center justify-center rounded-md border border-dashed border-border px-3 text-text-muted">
            No summary was written for this lead
          </p>
        )}
      </div>
    </Section>
  );
}

function Folded({ text }: { readonly text: string }) {
  const id = useId();
  const paragraph = useRef<HTMLParagraphElement>(null);
  const [isWhole, setWhole] = useState(false);
  const isCut = useIsCut(paragraph, !isWhole);
  return (
    <Section title="Source summary">
      <p
        ref={paragraph}
        id={id}
        dir="auto"
        className={cx("min-h-15 whitespace-pre-line wrap-anywhere", !isWhole && "line-clamp-3")}
      >
        {text}
      </p>
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-3">
        <p className="text-xs text-text-muted">Written by AI from the lead's opt-ins</p>
        {/* It has its place from the start: what is measured a frame later moves nothing. */}
        <Button
          look="quiet"
          size="small"
          className={cx("-mr-2", !isCut && "invisible")}
          aria-expanded={isWhole}
          aria-controls={id}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? "Show less" : "Show all"}
        </Button>
      </div>
    </Section>
  );
}

/** Whether a text has more lines than show, when it was last folded. */
function useIsCut(paragraph: RefObject<HTMLElement | null>, isFolded: boolean): boolean {
  const [isCut, setCut] = useState(false);
  useLayoutEffect(() => {
    const element = paragraph.current;
    if (!element || !isFolded) return undefined;
    // Called when the page has just been laid out: looking costs no layout of its own.
    const observer = new ResizeObserver(() =>
      setCut(element.scrollHeight > element.clientHeight + 1),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [paragraph, isFolded]);
  return isCut;
}
