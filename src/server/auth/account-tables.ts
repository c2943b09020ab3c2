/** The columns of better-auth's tables that we read ourselves, in its own spelling. */
export type AccountTables = {
  user: {
    id: string;
    name: string;
    email: string;
    role: string;
    /** 1: belongs to the sample workspace. */
    sample: number;
    createdAt: string;
  };
  session: {
    id: string;
    token: string;
    userId: string;
    /** ISO 8601 in UTC, so it sorts and compares as text. */
    expiresAt: string;
    updatedAt: string;
  };
};
