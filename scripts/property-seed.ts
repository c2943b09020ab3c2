/**
 * The full run tries the same samples each time, so that what it says of a tree stays true of it.
 * Run alone, as by `npm run unit`, property tests draw new ones, and go on looking.
 */
const { PROPERTY_SEED: seed } = process.env;
if (seed !== undefined) {
  const { configureGlobal } = await import("fast-check");
  configureGlobal({ seed: Number(seed) });
}
