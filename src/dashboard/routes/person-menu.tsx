import { useRef, useState } from "react";
import type { Person } from "#api/contract/people/people.ts";
import { Avatar } from "#dashboard/ui/avatar/avatar.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";

const PersonPanel = lazyWithPreload(async () => (await import("./person-panel.tsx")).PersonPanel);

/** Opens what there is about who is signed in: the browser's own popover, which no script opens. */
export function PersonMenu({ person }: { readonly person: Person }) {
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  PersonPanel.usePreload();
  return (
    <>
      <Button look="quiet" size="small" popoverTarget={PANEL_ID} className="min-w-0 shrink!">
        <Avatar name={person.name} />
        {/* Beside the links of a phone's bar there is no room for a name. */}
        <bdi translate="no" className="max-w-40 truncate max-sm:sr-only">
          {person.name}
        </bdi>
      </Button>
      <div
        ref={popover}
        id={PANEL_ID}
        popover="auto"
        onBeforeToggle={({ newState }) => setOpen(newState === "open")}
        className="fixed top-11 right-3 left-auto m-0 max-h-[calc(100dvh-3.5rem)] w-64 max-w-[calc(100vw-1.5rem)] space-y-4 overflow-y-auto overscroll-contain rounded-lg bg-surface-raised p-4 text-text shadow-float"
      >
        {isOpen && <PersonPanel person={person} onClose={() => popover.current?.hidePopover()} />}
      </div>
    </>
  );
}

const PANEL_ID = "person";
