import { Copy } from "lucide";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { notify } from "./notices/notices.ts";

interface CopyableProps {
  readonly text: string;
  /** What that is, in the middle of a sentence: "email", "reference". */
  readonly what: string;
  /** The text, as it is shown. */
  readonly children: ReactNode;
}

/**
 * A text with a button that copies it. That has its place all the time, and is seen while the pointer
 * is over both, it has the focus, or where there is no pointer to hover with.
 */
export const Copyable = ({ text, what, children }: CopyableProps) => (
  <div className="group flex min-w-0 items-start gap-1">
    <div className="min-w-0">{children}</div>
    <Button
      look="quiet"
      size="icon"
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
      className="-my-1 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:-my-2 pointer-coarse:size-9 [@media(hover:none)]:opacity-100"
      onClick={() =>
        void copy({ text, done: `${capitalised(what)} copied`, failed: `the ${what}` })
      }
    >
      <Icon of={Copy} className="size-3.5" />
    </Button>
  </div>
);

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

interface Copied {
  readonly text: string;
  /** What is said once it is copied. */
  readonly done: string;
  /** What it couldn't be, after "Couldn't copy". */
  readonly failed: string;
}

/** Copies a text, and says so; where that isn't possible, the text itself. */
export async function copy({ text, done, failed }: Copied): Promise<void> {
  const about = "copy";
  try {
    await navigator.clipboard.writeText(text);
    notify({ about, kind: "news", title: done, lastsMs: 4_000 });
  } catch {
    // Not allowed, or not there outside https.
    notify({ about, kind: "problem", title: `Couldn't copy ${failed}`, detail: text });
  }
}
