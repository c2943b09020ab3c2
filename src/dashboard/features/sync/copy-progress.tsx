import { useQuery } from "@tanstack/react-query";
import type { SyncState } from "#api/contract/sync.ts";
import { copiedInWords, percentCopied, share } from "#dashboard/domain/sync/copied.ts";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";

/**
 * How far the first copy of a Hermon workspace is, for as long as it isn't whole. At the page's
 * lower edge, so that no row moves when it comes and goes.
 */
export function CopyProgress() {
  const { data: sync } = useQuery(syncQuery);
  if (!sync?.copied) return null;
  const { copied, phase } = sync;
  const words = copiedInWords(copied);
  return (
    <section
      aria-label="First copy"
      className="shrink-0 border-t border-border bg-surface-sunken px-4 py-1.5"
    >
      <Bar copied={copied} words={words} />
      <p className="tabular mt-1.5">
        <span>
          {`${phase === "copying" ? "Copying from Hermon" : "Copied from Hermon"}: ${words}.`}
        </span>{" "}
        <span className="text-text-muted">Lists and counts are not complete yet.</span>
      </p>
    </section>
  );
}

interface BarProps {
  readonly copied: NonNullable<SyncState["copied"]>;
  readonly words: string;
}

/** Leads and opt-ins, each with a part of its own: one total may be known without the other. */
const Bar = ({ copied, words }: BarProps) => (
  <div
    role="progressbar"
    aria-label="Copying from Hermon"
    aria-valuenow={percentCopied(copied)}
    aria-valuetext={words}
    className="flex h-1 gap-1"
  >
    {[copied.leads, copied.opt_ins].map((part, at) => (
      <span
        key={at === 0 ? "leads" : "opt-ins"}
        className="flex-1 overflow-clip rounded-full bg-skeleton forced-colors:border"
      >
        <span
          className="block h-full origin-left bg-accent transition-transform duration-(--duration-base) forced-colors:bg-[Highlight] rtl:origin-right"
          style={{ transform: `scaleX(${share(part)})` }}
        />
      </span>
    ))}
  </div>
);
