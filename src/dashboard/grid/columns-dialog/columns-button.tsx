import { Columns3 } from "lucide";
import { useRef, useState } from "react";
import { Button } from "#dashboard/ui/button.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import type { ColumnsDialogProps } from "./columns-dialog.tsx";

const ColumnsDialog = lazyWithPreload(
  async () => (await import("./columns-dialog.tsx")).ColumnsDialog,
);

/** Opens what chooses the columns of a grid. A phone's rows have none. */
export function ColumnsButton(props: Omit<ColumnsDialogProps, "anchor" | "onClose">) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const preload = () => void ColumnsDialog.preload();
  return (
    <>
      <Button
        ref={button}
        look="quiet"
        size="small"
        title="Columns"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className="[grid-area:columns] max-sm:hidden print:hidden pointer-coarse:h-9"
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={Columns3} className="size-3.5" />
        <span className="@max-4xl:sr-only">Columns</span>
      </Button>
      {isOpen && <ColumnsDialog {...props} anchor={button} onClose={() => setOpen(false)} />}
    </>
  );
}
