import { createHash, randomBytes } from "node:crypto";

/** A new API key: 256 random bits, so a plain hash of it can't be guessed back. */
export const makeApiKey = (): string => `sk_live_${randomBytes(32).toString("base64url")}`;

/** How the store knows a key: SHA-256 in hex. */
export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex");
