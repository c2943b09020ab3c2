/**
 * For TanStack Query's `notifyManager`: tells what came at the same time in one task, where it
 * takes one for each. React shows what changes in a task at once.
 */
export function inOneTask(): (tell: () => void) => void {
  let due: (() => void)[] = [];
  const tellAll = () => {
    const now = due;
    due = [];
    for (const tell of now) {
      try {
        tell();
      } catch (error) {
        reportError(error);
      }
    }
  };
  return (tell) => {
    if (due.push(tell) === 1) setTimeout(tellAll, 0);
  };
}
