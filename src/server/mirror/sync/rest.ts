/** Waits between rounds of work, which someone may cut short. */
export class Rest {
  #wake: (() => void) | undefined;
  #isAsked = false;

  /** Resolves after the time, in milliseconds, at once when `wake` was called since the last rest. */
  async take(ms: number): Promise<void> {
    if (!this.#isAsked) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isAsked = false;
    this.#wake = undefined;
  }

  /** Ends the rest that is taken now, or else the next one. */
  wake(): void {
    this.#isAsked = true;
    this.#wake?.();
  }
}
