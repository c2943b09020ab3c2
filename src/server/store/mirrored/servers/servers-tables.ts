/** By which several servers share a mirror. */
export interface ServersTables {
  mirror_lease: MirrorLeaseTable;
  mirror_calls: MirrorCallsTable;
}

/** One row: which of several servers asks Hermon. Times are those of the database's clock. */
interface MirrorLeaseTable {
  /** One more each time a server takes it. */
  term: number;
  /** Tells the session of the server that has it; 0: it was given back. */
  session: number;
  /** When it ends unless it is renewed. */
  until: number;
  /** Until when Hermon wants no requests. */
  paused_until: number;
  /** The `SyncState` that all servers show, as JSON. */
  state: string | null;
}

/** What servers ask the one that asks Hermon. */
interface MirrorCallsTable {
  id: string;
  kind: string;
  /** JSON; `null` once a server has begun with it, as there may be personal data in it. */
  input: string | null;
  at: number;
  /** The lease's, of the server that has begun with it; `null`: none has. */
  term: number | null;
  /** JSON */
  answer: string | null;
}
