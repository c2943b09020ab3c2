import { Button } from "#dashboard/ui/button.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import type { AddressProblems } from "./address-words.tsx";

const AddressWords = lazyWithPreload(
  async () => (await import("./address-words.tsx")).AddressWords,
);

interface AddressNoteProps extends AddressProblems {
  /** Takes what is left out from the address as well. */
  readonly onDismiss: () => void;
}

/** The parts of the page's address that mean nothing here, so that nobody takes the list for what they ask. */
export function AddressNote({ onDismiss, ...words }: AddressNoteProps) {
  const isLeftOut = words.leftOut.length > 0;
  const isSilent = Object.values(words).every(({ length }) => length === 0);
  return (
    <div className="flex shrink-0 flex-wrap items-start gap-x-3 px-4 has-[p]:pb-2">
      {/* There before its words: a live region that comes with them isn't read out. */}
      <div role="status" className="min-w-0 flex-1 basis-64 self-center">
        {!isSilent && <AddressWords {...words} />}
      </div>
      {isLeftOut && (
        <Button look="quiet" size="small" onClick={onDismiss}>
          Dismiss
        </Button>
      )}
    </div>
  );
}
