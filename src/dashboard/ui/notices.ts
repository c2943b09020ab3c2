import { onPersonGone } from "#dashboard/lib/page-person.ts";
import { sharedState } from "#dashboard/lib/shared-state.ts";

/** Something to do about a notice; doing it takes the notice away. */
export interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
  /** Also done by this key together with Ctrl or ⌘, wherever nothing is typed into. */
  readonly key?: string;
}

/** A short message beside the page: what an action came to. */
export interface Notice {
  /** What it is about. A newer notice about the same takes the older one's place. */
  readonly about: string;
  readonly kind: "news" | "problem";
  readonly title: string;
  readonly detail?: string | undefined;
  /** The error to explain in its place. */
  readonly reason?: unknown;
  readonly actions?: readonly NoticeAction[];
  /** Until it goes by itself; time under the pointer, with the focus or unseen isn't counted. */
  readonly lastsMs?: number;
  /** It was dismissed without doing anything about it. */
  readonly onDismiss?: () => void;
}

export interface ShownNotice extends Notice {
  /** Tells a notice from an older one about the same. */
  readonly number: number;
}

const shown = sharedState<readonly ShownNotice[]>([]);
let count = 0;
onPersonGone(() => shown.set([]));

/** The notices on the screen, oldest first. */
export const useNotices = shown.use;
/** The same at this moment, which may not be rendered yet. */
export const noticesNow = shown.get;

export function notify(notice: Notice): void {
  count += 1;
  const others = shown.get().filter(({ about }) => about !== notice.about);
  shown.set([...others, { ...notice, number: count }]);
}

export function withdrawNotice(about: string): void {
  const others = shown.get().filter((notice) => notice.about !== about);
  if (others.length < shown.get().length) shown.set(others);
}
