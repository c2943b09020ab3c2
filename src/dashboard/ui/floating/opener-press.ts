/** Why something that floats opens or closes, as Base UI tells it. */
interface ChangeDetails {
  readonly event: Event;
  readonly reason: string;
}

/** Whether a press closes what floats that is on its opener, which closes it by itself. */
export const isOpenerPress = (
  opener: HTMLElement | null,
  { event, reason }: ChangeDetails,
): boolean =>
  reason === "outside-press" &&
  event.target instanceof Node &&
  opener?.contains(event.target) === true;
