import type { LeadAddress } from "#api/lead-address.ts";
import { Button } from "#dashboard/ui/button.tsx";

interface AddressNoteProps {
  /** What the address says that can't be taken. */
  readonly leftOut: LeadAddress["leftOut"];
  /** Owners it asks for whom nobody knows. */
  readonly strangers: readonly string[];
  /** Takes what is left out from the address as well. */
  readonly onDismiss: () => void;
}

/** What of the page's address means nothing here, so that nobody takes the list for what it asks. */
export function AddressNote({ leftOut, strangers, onDismiss }: AddressNoteProps) {
  const isLeftOut = leftOut.length > 0;
  const hasWords = isLeftOut || strangers.length > 0;
  return (
    <div className="flex shrink-0 items-start gap-3 px-4 has-[p]:pb-2 max-sm:px-3">
      {/* There before its words: a live region that comes with them isn't read out. */}
      <div role="status" className="min-w-0 flex-1 self-center">
        {hasWords && (
          <p className="text-text-muted wrap-anywhere">
            {isLeftOut && (
              <>
                Left out, because there is no such thing here:{" "}
                <Quoted texts={leftOut.map(([name, value]) => `${name}=${value}`)} />.{" "}
              </>
            )}
            {strangers.length > 0 && (
              <>
                Nobody here has the email <Quoted texts={strangers} />.
              </>
            )}
          </p>
        )}
      </div>
      {isLeftOut && (
        <Button look="quiet" size="small" onClick={onDismiss}>
          Dismiss
        </Button>
      )}
    </div>
  );
}

/** So many are quoted, and of each so much: an address may say anything. */
const MOST = 5;
const LONGEST = 60;

function Quoted({ texts }: { readonly texts: readonly string[] }) {
  const more = texts.length - MOST;
  return (
    <>
      {texts.slice(0, MOST).map((text, at) => (
        <span key={text}>
          {at > 0 && ", "}“<bdi className="text-text">{shortened(text)}</bdi>”
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  );
}

const shortened = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
