import type { LeadAddress } from "#api/lead-address.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";

const words = lazyWithPreload(() => import("./address-words.tsx"));

export interface AddressNoteProps {
  /** What the address says that can't be taken. */
  readonly leftOut: LeadAddress["leftOut"];
  /** Owners it asks for whom nobody knows. */
  readonly strangers: readonly string[];
  /** Takes what is left out from the address as well. */
  readonly onDismiss: () => void;
}

/** What of the page's address means nothing here, so that nobody takes the list for what it asks. */
export function AddressNote({ onDismiss, ...said }: AddressNoteProps) {
  const isLeftOut = said.leftOut.length > 0;
  return (
    <div className="flex shrink-0 flex-wrap items-start gap-x-3 px-4 has-[p]:pb-2 max-sm:px-3">
      {/* There before its words: a live region that comes with them isn't read out. */}
      <div role="status" className="min-w-0 flex-1 basis-64 self-center">
        {(isLeftOut || said.strangers.length > 0) && <Words {...said} />}
      </div>
      {isLeftOut && (
        <Button look="quiet" size="small" onClick={onDismiss}>
          Dismiss
        </Button>
      )}
    </div>
  );
}

function Words(props: Omit<AddressNoteProps, "onDismiss">) {
  const part = words.use();
  return part && <part.AddressWords {...props} />;
}
