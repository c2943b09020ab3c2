import { ArrowDownUp } from "lucide";
import { useRef, useState } from "react";
import { Button } from "#dashboard/ui/button.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import type { SortDialogProps } from "./sort-dialog.tsx";

const SortDialog = lazyWithPreload(async () => (await import("./sort-dialog.tsx")).SortDialog);

/** Says how the rows of a grid are sorted, and opens what sorts them: on a phone, where no header does. */
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
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        // As high as a finger, in a line that isn't.
        className="-me-2 min-w-32 flex-1 basis-0 justify-end sm:hidden pointer-coarse:-my-1 pointer-coarse:h-11 print:hidden"
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={ArrowDownUp} className="size-3.5 flex-none" />
        <span className="truncate">{order}</span>
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
