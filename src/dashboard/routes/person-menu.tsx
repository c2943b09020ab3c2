import { Link } from "@tanstack/react-router";
import { useId } from "react";
import type { Person } from "#api/contract/people.ts";
import { may } from "#api/contract/roles.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { Avatar } from "#dashboard/ui/avatar/avatar.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { Choice } from "#dashboard/ui/choice.tsx";
import { density, theme } from "#dashboard/ui/state/preferences.ts";
import { showHelp } from "./shortcuts.tsx";
import { useSignOut } from "./use-sign-out.ts";

/** Who is signed in, how they like it, and the way out. The browser's own popover: no script opens it. */
export function PersonMenu({ person }: { readonly person: Person }) {
  const id = useId();
  const linkProps = {
    onClick: () => document.getElementById(id)?.hidePopover(),
    className: ITEM,
  };
  const leaving = useSignOut();
  return (
    <>
      <Button look="quiet" size="small" popoverTarget={id} className="min-w-0 shrink!">
        <Avatar name={person.name} />
        {/* Beside the links of a phone's bar there is no room for a name. */}
        <bdi translate="no" className="max-w-40 truncate max-sm:sr-only">
          {person.name}
        </bdi>
      </Button>
      <div
        id={id}
        popover="auto"
        className="fixed top-11 right-3 left-auto m-0 max-h-[calc(100dvh-3.5rem)] w-64 max-w-[calc(100vw-1.5rem)] space-y-4 overflow-y-auto overscroll-contain rounded-lg bg-surface-raised p-4 text-text shadow-float"
      >
        <div className="min-w-0">
          <p translate="no" className="truncate font-semibold">
            {person.name}
          </p>
          <p translate="no" className="truncate text-text-muted">
            {person.email}
          </p>
          <p className="text-text-muted">{sentenceCase(person.role)}</p>
        </div>
        <Choice label="Theme" of={theme} />
        <Choice label="Density" of={density} />
        <div className="-mx-4 -mb-4 border-t border-border p-2">
          <Link to="/settings/me" {...linkProps}>
            Me
          </Link>
          {may(person.role, "see-connection") && (
            <Link to="/settings/connection" {...linkProps}>
              Connection
            </Link>
          )}
          <button
            type="button"
            className={cx(ITEM, "pointer-coarse:hidden")}
            onClick={() => {
              document.getElementById(id)?.hidePopover();
              showHelp();
            }}
          >
            Keyboard shortcuts
          </button>
          <button type="button" className={ITEM} onClick={() => leaving.mutate()}>
            Sign out
          </button>
          {leaving.error && (
            <p role="alert" className="px-2 py-1 text-danger">
              Couldn't sign out. Try again in a moment.
            </p>
          )}
        </div>
      </div>
    </>
  );
}

const ITEM =
  "flex h-8 w-full items-center rounded-md px-2 text-start hover:bg-surface-hover pointer-coarse:h-10";
