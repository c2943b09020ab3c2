/** The part of the log that the mirror writes to. */
export interface MirrorLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
