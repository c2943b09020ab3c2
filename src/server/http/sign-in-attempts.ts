import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { tooMany } from "./refusal.ts";

/** Wrong passwords, before one has to wait. */
const PER_EMAIL = { points: 10, duration: 15 * 60 };
const PER_ADDRESS = { points: 50, duration: 15 * 60 };

/** Slows down whoever tries passwords, on one account or from one address. */
export interface SignInAttempts {
  /**
   * Counts an attempt before its password is looked at, so that many at once don't slip through.
   * @throws {Refusal} 429 after too many
   */
  begin(email: string, address: string): Promise<{ succeeded(): Promise<void> }>;
}

export function signInAttempts(): SignInAttempts {
  const perEmail = new RateLimiterMemory(PER_EMAIL);
  const perAddress = new RateLimiterMemory(PER_ADDRESS);
  return {
    async begin(email, address) {
      const account = email.toLowerCase();
      try {
        await perAddress.consume(address);
        await perEmail.consume(account);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) throw tooManyAttempts(refused.msBeforeNext);
        throw refused;
      }
      return {
        async succeeded() {
          await perEmail.delete(account);
          await perAddress.reward(address);
        },
      };
    },
  };
}

function tooManyAttempts(waitMs: number) {
  const minutes = Math.ceil(waitMs / 60_000);
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return tooMany(waitMs, `Too many attempts to sign in; try again in ${wait}`);
}
