import { type GroupSize, LeadCube } from "./lead-cube.ts";
import type { Store } from "../open.ts";
import { perVersion } from "../per-version.ts";

/** A cube and the latest stamp in it. */
interface Stamped {
  readonly cube: LeadCube;
  readonly stamp: number;
}

/** The counts of the database as it is now. */
export const readLeadCube = async (store: Store): Promise<LeadCube> =>
  (await readStampedCube(store)).cube;

/** After a write only the groups it changed are read, unless there is a group that is new. */
const readStampedCube = perVersion<Stamped>(async (store, before) => {
  if (!before) return readAll(store);
  const changes = await readGroups(store, before.stamp);
  const cube = before.cube.with(changes);
  return cube ? { cube, stamp: latestStamp(changes, before.stamp) } : readAll(store);
});

async function readAll(store: Store): Promise<Stamped> {
  const groups = await readGroups(store, 0);
  return { cube: LeadCube.of(groups), stamp: latestStamp(groups, 0) };
}

const readGroups = ({ db }: Store, after: number) =>
  db.selectFrom("lead_counts").selectAll().where("stamp", ">", after).execute();

const latestStamp = (groups: readonly (GroupSize & { stamp: number })[], atLeast: number) =>
  groups.reduce((latest, { stamp }) => Math.max(latest, stamp), atLeast);
