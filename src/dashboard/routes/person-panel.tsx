import { Link } from "@tanstack/react-router";
import type { Person } from "#api/contract/people/people.ts";
import { may } from "#api/contract/people/roles.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { Choice } from "#dashboard/ui/choice.tsx";
import { density, theme } from "#dashboard/ui/state/preferences.ts";
import { showHelp } from "./shortcuts.tsx";
import { useSignOut } from "./use-sign-out.ts";

interface PersonPanelProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Who is signed in, how they like it, and the way out. */
export function PersonPanel({ person, onClose }: PersonPanelProps) {
  const link = { onClick: onClose, className: ITEM };
  const leaving = useSignOut();
  return (
    <>
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
        <Link to="/settings/me" {...link}>
          Me
        </Link>
        {may(person.role, "see-connection") && (
          <Link to="/settings/connection" {...link}>
            Connection
          </Link>
        )}
        <button
          type="button"
          className={cx(ITEM, "pointer-coarse:hidden")}
          onClick={() => {
            onClose();
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
    </>
  );
}

const ITEM =
  "flex h-8 w-full items-center rounded-md px-2 text-start hover:bg-surface-hover pointer-coarse:h-10";
