import { ArrowDownUp } from "lucide";
import { useRef, useState } from "react";
import { Button } from "#dashboard/ui/button.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import type { SortDialogProps } from "./sort-dialog.tsx";

const SortDialog = lazyWithPreload(async () => (await import("./sort-dialog.tsx")).SortDialog);

/**
 * Says how the rows of a grid are sorted, as the header that does may be scrolled out of sight, and opens
 * what sorts them. A narrow line has words for it in its name only; a phone's has room below the filters.
 */
export function SortDialogButton(props: Omit<SortDialogProps, "anchor" | "onClose">) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const preload = () => void SortDialog.preload();
  const order = inWords(props);
  return (
    <>
      <Button
        ref={button}
        look="quiet"
        size="small"
        aria-label={`Sorted by ${order}`}
        title={`Sorted by ${order}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        // As high as a finger, in a line that isn't.
        className="[grid-area:order] print:hidden sm:@max-7xl:-mx-1 max-sm:-me-2 max-sm:min-w-32 max-sm:flex-1 max-sm:basis-0 max-sm:justify-end pointer-coarse:h-9 max-sm:pointer-coarse:-my-1 max-sm:pointer-coarse:h-11"
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={ArrowDownUp} className="size-3.5 flex-none" />
        <span className="max-w-80 truncate sm:@max-7xl:hidden">{order}</span>
      </Button>
      {isOpen && <SortDialog {...props} anchor={button} onClose={() => setOpen(false)} />}
    </>
  );
}

/** "Created, newest first"; by two columns "Source, A to Z, then Name, A to Z". */
const inWords = ({ columns, sorting }: Pick<SortDialogProps, "columns" | "sorting">): string =>
  sorting
    .flatMap(({ id, desc }) => {
      const column = columns.find((one) => one.id === id);
      return column?.sort ? [`${column.header}, ${column.sort[desc ? "desc" : "asc"]}`] : [];
    })
    .join(", then ");
