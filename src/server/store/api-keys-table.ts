/** What senders are let in by. */
export interface ApiKeysTable {
  id: string;
  name: string;
  /** SHA-256 of the key, in hex. The key itself is shown once and kept nowhere. Unique. */
  hash: string;
  /** The last four characters, to tell keys apart in a list. */
  last4: string;
  created_at: number;
  revoked_at: number | null;
}
