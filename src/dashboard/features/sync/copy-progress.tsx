import { useQuery } from "@tanstack/react-query";
import { copiedInWords, percentCopied, share } from "#dashboard/domain/sync/sync-words.ts";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";

/** How far the first copy is, at the lower edge, so that no row moves for it. */
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
      <div
        role="progressbar"
        aria-label="Copying from Hermon"
        aria-valuenow={percentCopied(copied)}
        aria-valuetext={words}
        className="flex h-1 gap-1"
      >
        {/* Each with a part of its own: one total may be known without the other. */}
        <Bar filled={share(copied.leads)} />
        <Bar filled={share(copied.opt_ins)} />
      </div>
      <p className="tabular mt-1.5">
        <span>
          {`${phase === "copying" ? "Copying from Hermon" : "Copied from Hermon"}: ${words}.`}
        </span>{" "}
        <span className="text-text-muted">Lists and counts are not complete yet.</span>
      </p>
    </section>
  );
}

const Bar = ({ filled }: { readonly filled: number }) => (
  <span className="flex-1 overflow-clip rounded-full bg-skeleton forced-colors:border forced-colors:bg-[Canvas]!">
    <span
      className="block h-full origin-left bg-accent transition-transform duration-(--duration-base) forced-colors:bg-[Highlight] rtl:origin-right"
      style={{ transform: `scaleX(${filled})` }}
    />
  </span>
);
