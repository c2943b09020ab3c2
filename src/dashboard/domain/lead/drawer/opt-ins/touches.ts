import type { OptIn, QuestionAnswer } from "#api/contract/opt-ins.ts";

/** Opt-ins as touches in order of time; those of one moment stay as they came. */
export const inOrderOfTime = <Touch extends Pick<OptIn, "created_at">>(
  optIns: readonly Touch[],
): Touch[] => optIns.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));

/** What a touch is called by its place; a single one is first and latest at once. */
export const touchMarks = (index: number, count: number): string[] => [
  ...(index === 0 ? ["First touch"] : []),
  ...(index === count - 1 ? ["Latest touch"] : []),
];

/** Answers as the form asked for them: the API promises positions, not an order. */
export const byPosition = (answers: readonly QuestionAnswer[]): QuestionAnswer[] =>
  answers.toSorted((a, b) => a.position - b.position);
