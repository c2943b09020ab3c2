import { useState } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { webAddress } from "#dashboard/lib/web-address.ts";
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

/** The class of every link in the drawer. */
export const LINK = "text-accent underline-offset-2 hover:underline";

/** A text that may be an address: a link only when it leads to a web page, else plain text. */
export function OutsideLink({ text }: { readonly text: string }) {
  const address = webAddress(text);
  const shown = <bdi className="line-clamp-4 wrap-anywhere">{text}</bdi>;
  if (!address) return shown;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className={LINK}>
      {shown}
    </a>
  );
}
