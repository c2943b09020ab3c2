/** The columns of better-auth's tables that we read ourselves, in its own spelling. */
export type AccountTables = {
  user: {
    id: string;
    name: string;
    email: string;
    role: string;
    /** 1: belongs to the sample workspace. */
    sample: number;
    emailVerified: number;
    createdAt: string;
    /** Since when nobody can sign in to it; `null`: one can. */
    disabledAt: string | null;
    updatedAt: string;
  };
  session: {
    id: string;
    token: string;
    userId: string;
    /** What signed in, in words: "Chrome on Windows". */
    userAgent: string | null;
    /** ISO 8601 in UTC, as the two below, so they sort and compare as text. */
    createdAt: string;
    /** When it was last used, to some minutes. */
    updatedAt: string;
    expiresAt: string;
  };
  /** Each way in to a user; one's password has the provider `credential`. */
  account: {
    id: string;
    userId: string;
    /** The user's id again, where the provider is `credential`. */
    accountId: string;
    providerId: string;
    password: string | null;
    createdAt: string;
    updatedAt: string;
  };
};
