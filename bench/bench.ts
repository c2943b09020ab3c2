import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benchPage } from "./page.ts";
import { benchServer } from "./server.ts";

const USAGE = `Usage: npm run bench -- [--only page|server] [--runs 5] [--sizes 2400,100000] [--million]
  --only     one half alone
  --runs     how often everything is measured; the tables show the medians
  --sizes    how many leads
  --million  also 1,000,000`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      runs: { type: "string", default: "5" },
      sizes: { type: "string", default: "2400,100000" },
      million: { type: "boolean", default: false },
    },
  });
  const sizes = values.sizes.split(",").map(Number);
  const runs = Number(values.runs);
  const isKnown = values.only === undefined || ["page", "server"].includes(values.only);
  if (!isKnown || ![runs, ...sizes].every((number) => Number.isInteger(number) && number > 0)) {
    throw new Error(USAGE);
  }
  return { only: values.only, runs, sizes: values.million ? [...sizes, 1_000_000] : sizes };
}

const { only, runs, sizes } = readOptions();
const [cpu] = cpus();
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, medians of ${runs}\n`,
);
if (only !== "page") {
  for (const leads of sizes) console.log(`${await benchServer(leads, runs)}\n`);
}
if (only !== "server") console.log(await benchPage(sizes, runs));
