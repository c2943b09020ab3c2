import { useState } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { Button } from "#dashboard/ui/button.tsx";

/** A text up to this long is shown whole. */
const SHOWN_CHARACTERS = 1_000;

/** A text of any length by any author: a long one shows its beginning, and the rest when asked. */
export function LongText({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > SHOWN_CHARACTERS;
  return (
    <>
      <p
        dir="auto"
        className={cx("whitespace-pre-line wrap-anywhere", isLong && !isWhole && "line-clamp-8")}
      >
        {text}
      </p>
      {isLong && (
        <Button
          look="quiet"
          size="small"
          className="-ml-2"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? "Show less" : "Show all"}
        </Button>
      )}
    </>
  );
}
