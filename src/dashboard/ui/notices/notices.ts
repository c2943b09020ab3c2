import { onPersonReset } from "../state/person-reset.ts";
import { sharedState } from "../state/shared-state.ts";

/** Something to do about a notice; doing it takes the notice away. */
interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
  /** Also done by this key together with Ctrl or ⌘, wherever nothing is typed into. */
  readonly key?: string;
}

/** A short message beside the page: what an action is doing, or came to. */
export interface Notice {
  /** What it is about. A newer notice about the same takes the older one's place. */
  readonly about: string;
  readonly kind: "news" | "problem";
  readonly title: string;
  readonly detail?: string | undefined;
  /** The error to explain in its place. */
  readonly reason?: unknown;
  readonly actions?: readonly NoticeAction[];
  /** Something is under way: a notice about the same will say what it came to. */
  readonly isPending?: boolean;
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
onPersonReset(() => shown.set([]));

/** The notices on the screen, oldest first. */
export const useNotices = shown.use;
/** The same at this moment, which may not be rendered yet. */
export const noticesNow = shown.get;

/** Shows a notice. How what was under way ended is said where it stands: focus and pointer stay. */
export function notify(notice: Notice): void {
  const older = shown.get().find(({ about }) => about === notice.about);
  if (older && isOutcome(notice, older)) {
    const updated = { ...notice, number: older.number };
    return shown.set(shown.get().map((other) => (other === older ? updated : other)));
  }
  count += 1;
  shown.set([...shown.get().filter((other) => other !== older), { ...notice, number: count }]);
}

/** One that has other buttons is another notice: none may change under a press. */
const isOutcome = (notice: Notice, older: Notice) =>
  older.isPending === true &&
  notice.isPending !== true &&
  notice.kind === older.kind &&
  notice.actions?.length === older.actions?.length;

export function withdrawNotice(about: string): void {
  const others = shown.get().filter((notice) => notice.about !== about);
  if (others.length < shown.get().length) shown.set(others);
}
