import type { OpenLeadAddress } from "#api/lead-address.ts";
import { Button } from "#dashboard/ui/button.tsx";

interface AddressNoteProps {
  /** What the address says that can't be taken. */
  readonly leftOut: OpenLeadAddress["leftOut"];
  /** Owners it asks for whom nobody knows. */
  readonly strangers: readonly string[];
  /** Other values it asks for that no lead has. */
  readonly unused: readonly string[];
  /** Takes what is left out from the address as well. */
  readonly onDismiss: () => void;
}

/** What of the page's address means nothing here, so that nobody takes the list for what it asks. */
export function AddressNote({ onDismiss, ...words }: AddressNoteProps) {
  const isLeftOut = words.leftOut.length > 0;
  const isSilent = Object.values(words).every(({ length }) => length === 0);
  return (
    <div className="flex shrink-0 flex-wrap items-start gap-x-3 px-4 has-[p]:pb-2">
      {/* There before its words: a live region that comes with them isn't read out. */}
      <div role="status" className="min-w-0 flex-1 basis-64 self-center">
        {!isSilent && <Words {...words} />}
      </div>
      {isLeftOut && (
        <Button look="quiet" size="small" onClick={onDismiss}>
          Dismiss
        </Button>
      )}
    </div>
  );
}

function Words({ leftOut, strangers, unused }: Omit<AddressNoteProps, "onDismiss">) {
  return (
    <p className="text-text-muted wrap-anywhere">
      {leftOut.length > 0 && (
        <span>
          Left out, because there is no such thing here:{" "}
          <Quoted texts={leftOut.map(([name, value]) => `${name}=${value}`)} />.{" "}
        </span>
      )}
      {strangers.length > 0 && (
        <span>
          Nobody here has the email <Quoted texts={strangers} />.{" "}
        </span>
      )}
      {unused.length > 0 && (
        <span>
          No lead has <Quoted texts={unused} />.
        </span>
      )}
    </p>
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
          {at > 0 && ", "}“
          <bdi translate="no" className="text-text">
            {shortened(text)}
          </bdi>
          ”
        </span>
      ))}
      {more > 0 && <span>{` and ${more} more`}</span>}
    </>
  );
}

const shortened = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
