import { faker } from "@faker-js/faker/locale/base";

/**
 * The sample's one stream of randomness. Names and addresses come from the locale fakers, each a
 * stream of its own; all of them start over together, so the same seed makes the same workspace.
 *
 * Nothing that is drawn may depend on today: a lead's whole story is drawn, then told up to now.
 * So ids, names and answers are the same whichever day the database is made on.
 */
export const chance = faker;

/** Changing it changes every id of the sample workspace. */
export const SAMPLE_SEED = 20_260_526;

/** Values with their weights; they need not add up to anything. */
export type Weighted<T> = readonly { readonly weight: number; readonly value: T }[];

/** Writes a weighted list short: `weighted([3, "often"], [1, "seldom"])`. */
export const weighted = <T>(...pairs: readonly (readonly [number, T])[]): Weighted<T> =>
  pairs.map(([weight, value]) => ({ weight, value }));

export const oneOf = <T>(list: readonly T[]): T => chance.helpers.arrayElement(list);

export const oneByWeight = <T>(list: Weighted<T>): T => chance.helpers.weightedArrayElement(list);

/** From 0 to below 1, evenly. */
export const fraction = (): number => chance.number.float();

/** True in `share` (0–1) of the cases. It draws even where the answer is certain. */
export const likely = (share: number): boolean => fraction() < share;

/** A whole number, both bounds included. */
export const between = (min: number, max: number): number => chance.number.int({ min, max });

/** A waiting time of `mean` on average: mostly short, now and then long. */
export const waiting = (mean: number): number => -Math.log(1 - fraction()) * mean;

const bytes = Buffer.alloc(16);

/** A random UUID (version 4). Faker has one too, but there it takes a third of the whole run. */
export function uuid(): string {
  for (let at = 0; at < 16; at += 4) bytes.writeUInt32BE(between(0, 0xffff_ffff), at);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
