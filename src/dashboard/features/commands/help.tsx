import { Dialog } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { X } from "lucide";
import { Fragment } from "react";
import { KeyCaps } from "#dashboard/domain/shortcuts/key-caps.tsx";
import {
  isSingleKey,
  type Shortcut,
  SHORTCUT_PLACES,
  SHORTCUTS,
} from "#dashboard/domain/shortcuts/shortcuts.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { DialogFrame } from "#dashboard/ui/floating/dialog-frame.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { singleKeys } from "#dashboard/ui/state/preferences.ts";

/** Every shortcut that the person can use, by where it holds. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const { data: workspace } = useQuery(workspaceQuery);
  const usable = SHORTCUTS.filter(({ needs }) => !needs || can(workspace, needs));
  return (
    <DialogFrame
      className="top-[8vh] max-h-[84vh] w-180 overflow-y-auto overscroll-contain"
      onClose={onClose}
    >
      <header className="sticky top-0 flex shrink-0 items-center gap-2 border-b border-border bg-surface-raised py-2 pr-2 pl-4">
        <Dialog.Title className="flex-1 text-base font-semibold">Keyboard shortcuts</Dialog.Title>
        <Dialog.Close
          render={
            <Button look="quiet" size="icon" aria-label="Close">
              <Icon of={X} className="size-4" />
            </Button>
          }
        />
      </header>
      <div className="shrink-0 columns-2 gap-8 p-4 max-sm:columns-1">
        {SHORTCUT_PLACES.map((place) => (
          <Place key={place} name={place} shortcuts={usable.filter((one) => one.place === place)} />
        ))}
      </div>
      <SingleKeys onLeave={onClose} />
    </DialogFrame>
  );
}

const Place = ({ name, shortcuts }: { name: string; shortcuts: readonly Shortcut[] }) => (
  <section className="mb-4 break-inside-avoid">
    <h3 className="mb-1 font-semibold">{name}</h3>
    <dl>
      {shortcuts.map(({ id, does, keys }) => (
        <div key={id} className="flex min-h-7 items-center gap-3">
          <dt className="min-w-0 flex-1">{does}</dt>
          <dd className="flex items-center gap-1.5 text-text-muted">
            {keys.map((one, at) => (
              <Fragment key={one}>
                {at > 0 && " or "}
                <Keys keys={one} />
              </Fragment>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

/** Struck through while it does nothing. */
function Keys({ keys }: { readonly keys: string }) {
  const isOff = singleKeys.use() === "off" && isSingleKey(keys);
  return isOff ? (
    <del>
      <KeyCaps keys={keys} />
    </del>
  ) : (
    <KeyCaps keys={keys} />
  );
}

/** Where they are switched off, for who speaks to the computer. */
function SingleKeys({ onLeave }: { readonly onLeave: () => void }) {
  const isOn = singleKeys.use() === "on";
  return (
    <p className="shrink-0 border-t border-border px-4 py-3 text-text-muted">
      {isOn
        ? "Shortcuts of a single letter, digit or sign can be switched off in "
        : "Shortcuts of a single letter, digit or sign are switched off in "}
      <Link to="/settings/me" onClick={onLeave} className={LINK}>
        Settings → Me
      </Link>
    </p>
  );
}

const LINK = "rounded-sm text-accent underline";
