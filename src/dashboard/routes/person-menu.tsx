import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { type Person, signOut } from "#api/contract/people.ts";
import { may } from "#api/contract/roles.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { api } from "#dashboard/connection/api.ts";
import { announceSession } from "#dashboard/connection/session-channel.ts";
import { forgetAllUnsaved } from "#dashboard/domain/status/change/unsaved-changes.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { Button, buttonClasses } from "#dashboard/ui/button.tsx";
import { Choice } from "#dashboard/ui/choice.tsx";
import { density, theme } from "#dashboard/ui/state/preferences.ts";
import { replacePerson } from "./replace-person.ts";

/** Who is signed in, how they like it, and the way out. The browser's own popover: no script opens it. */
export function PersonMenu({ person }: { readonly person: Person }) {
  const id = useId();
  const linkProps = {
    onClick: () => document.getElementById(id)?.hidePopover(),
    className: cx(buttonClasses(), "w-full justify-center"),
  };
  const leaving = useMutation({
    mutationFn: () => api.call(signOut),
    // A whole new page: nothing of this session stays in memory.
    onSuccess: () => {
      announceSession({ signed: "out" });
      forgetAllUnsaved();
      replacePerson("nobody");
      window.location.assign("/sign-in");
    },
  });
  return (
    <>
      <Button look="quiet" size="small" popoverTarget={id} className="min-w-0 shrink!">
        <bdi translate="no" className="max-w-40 truncate max-sm:sr-only">
          {person.name}
        </bdi>
        {/* Beside the links of a phone's bar there is no room for a name. */}
        <bdi translate="no" aria-hidden className="sm:hidden">
          {initials(person.name)}
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
        <Choice label="Row height" of={density} />
        <Link to="/settings/account" {...linkProps}>
          Account
        </Link>
        {may(person.role, "see-connection") && (
          <Link to="/settings/connection" {...linkProps}>
            Connection
          </Link>
        )}
        <Button className="w-full justify-center" onClick={() => leaving.mutate()}>
          Sign out
        </Button>
        {leaving.error && (
          <p role="alert" className="text-danger">
            Couldn't sign out. Try again in a moment.
          </p>
        )}
      </div>
    </>
  );
}

/** "ML" of "Mara Lindqvist": of the first and the last word, whatever script they are in. */
const initials = (name: string): string => {
  const [first, ...others] = name.trim().split(/\s+/);
  return [first, others.at(-1)].map((word = "") => /^./u.exec(word)?.[0]).join("");
};
