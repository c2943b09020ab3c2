import { commandKey } from "#dashboard/lib/command-key.ts";
import { useKeyDown } from "../browser/use-key-down.ts";
import { lazyWithPreload } from "../state/lazy-with-preload.ts";
import { noticesNow, useNotices, withdrawNotice } from "./notices.ts";

const NoticeItem = lazyWithPreload(async () => (await import("./notice-item.tsx")).NoticeItem);

/**
 * Where notices appear, taking no room. Own code: Base UI's toasts drop what is raised before they
 * are there, count time that nobody sees, take a second press while they leave, lose the focus of a
 * button pressed by key, and hide the buttons of urgent ones from screen readers.
 */
export function NoticeList() {
  const notices = useNotices();
  useKeyDown(takeActionKey);
  NoticeItem.usePreload();
  // There before its words: a live region that comes with them isn't read out.
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      className="pointer-events-none relative z-(--z-toast) h-0 shrink-0 print:hidden"
    >
      {/* As many as there may be, they leave half of what they are about in sight. */}
      <div className="notice-stack absolute inset-x-0 bottom-0 mx-auto flex max-h-[60dvh] max-w-104 flex-col gap-2 overflow-y-auto overscroll-contain p-3 sm:p-4">
        {notices.map((notice) => (
          <NoticeItem key={notice.number} notice={notice} />
        ))}
      </div>
    </section>
  );
}

/** The newest notice with an action for a pressed key takes it. */
function takeActionKey(event: KeyboardEvent): void {
  const pressed = commandKey(event);
  for (const { about, actions = [] } of noticesNow().toReversed()) {
    const action = actions.find(({ key }) => key !== undefined && key === pressed);
    if (!action) continue;
    event.preventDefault();
    withdrawNotice(about);
    return action.act();
  }
}
