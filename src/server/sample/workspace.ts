import { setImmediate } from "node:timers/promises";
import type { Transaction } from "kysely";
import { SOURCES, sentenceCase } from "#api/contract/vocabulary.ts";
import { addAnswers, addLeads, addOptIns } from "#server/store/additions.ts";
import { analyze } from "#server/store/database/analyze.ts";
import { batches } from "#server/store/batches.ts";
import { readFact, setFact } from "#server/store/facts.ts";
import { indexLeads } from "#server/store/leads/search-index.ts";
import type { Store } from "#server/store/open.ts";
import type { Tables } from "#server/store/tables.ts";
import { uuid } from "./chance.ts";
import { startOver } from "./people/countries.ts";
import { drawLeads } from "./leads.ts";
import { makeTeam, personRow } from "./people/owners.ts";
import type { SampleLead } from "./rows.ts";
import { makeStatuses } from "./statuses.ts";

export interface SampleOptions {
  /** How many leads; 0 makes the team and the statuses alone. */
  readonly leads: number;
  /** The newest lead came shortly before. */
  readonly now: Date;
  /** Told after every batch how many leads are made. */
  readonly onProgress?: (made: number) => void;
}

/** Few enough for their rows to fit into one query, and for the server to stay awake. */
const BATCH = 250;

/** After so many leads the database first looks how its columns' values are spread. */
const FIRST_LOOK = 2_000;

/** The streams of randomness are shared, so one workspace is made after another. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Fills an empty store with the made-up workspace: team, statuses, leads, opt-ins and the changes
 * seen of late. The same number of leads makes the same ids, names and answers whenever it runs;
 * times are counted back from `now`. All of it is one transaction: a start that was killed leaves
 * the store empty. The fact `sample_leads` says how many there were; where it is there, all is.
 */
export function makeSampleWorkspace(store: Store, options: SampleOptions): Promise<void> {
  const made = before.then(async () => {
    await store.write((tx) => fill(tx, options));
    await store.compact();
  });
  before = made.catch(() => undefined);
  return made;
}

async function fill(tx: Transaction<Tables>, { leads, now, onProgress }: SampleOptions) {
  // Another server may have been faster.
  if ((await readFact({ db: tx }, "sample_leads")) !== null) return;
  startOver();
  const team = makeTeam();
  await tx.insertInto("people").values(team.map(personRow)).execute();
  await tx.insertInto("statuses").values(makeStatuses()).execute();
  await tx.insertInto("lead_sources").values(makeLeadSources()).execute();
  let made = 0;
  let nextLook = FIRST_LOOK;
  for (const batch of batches(drawLeads(leads, now, team), BATCH)) {
    await add(tx, batch);
    made += batch.length;
    onProgress?.(made);
    if (made >= nextLook) {
      // Else it goes on choosing its ways as if there were hardly any rows.
      await analyze(tx);
      nextLook = made * 4;
    }
    // SQLite answers at once, so nothing else in this process would get its turn.
    await setImmediate();
  }
  await setFact(tx, "sample_leads", String(leads));
  await analyze(tx);
}

const makeLeadSources = () =>
  SOURCES.map((source, index) => ({
    seq: index + 1,
    id: uuid(),
    name: sentenceCase(source),
  }));

async function add(tx: Transaction<Tables>, batch: readonly SampleLead[]) {
  await addLeads(
    tx,
    batch.map(({ lead }) => lead),
  );
  await addOptIns(
    tx,
    batch.flatMap(({ optIns }) => optIns),
  );
  await addAnswers(
    tx,
    batch.flatMap(({ answers }) => answers),
  );
  await indexLeads(
    tx,
    batch.flatMap(({ lead }) => lead.seq ?? []),
  );
  const changes = batch.flatMap((lead) => lead.changes);
  if (changes.length > 0) await tx.insertInto("status_changes").values(changes).execute();
}
