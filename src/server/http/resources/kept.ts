import type { Store } from "#server/store/open.ts";

/** So many answers are kept, those asked for last. A page of 100 leads takes about 100 kB, its leads are kept elsewhere. */
export const MOST = 100;

/**
 * Keeps what `read` answers to a question until anything is committed. A team opens the same views
 * over and over, and between two writes there is nothing new to read, encode or compress. The
 * version is looked at first, so what is kept is never older than it says.
 * @param read must depend on nothing but the question, which is compared as JSON, and the database
 */
export function kept<Question, Answer>(
  store: Store,
  read: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  let version: number | undefined;
  return (question) => {
    const current = store.version();
    if (current !== version) answers.clear();
    version = current;
    const key = JSON.stringify(question);
    const answer = answers.get(key) ?? read(question);
    answers.delete(key);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (oldest !== undefined && answers.size > MOST) answers.delete(oldest);
    return answer;
  };
}
