import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benchMirror } from "./mirror.ts";
import { benchPage } from "./page/page.ts";
import { benchPostgres } from "./server/postgres.ts";
import { benchServer } from "./server/server.ts";
import { benchSoak } from "./soak.ts";

const USAGE = `Usage: npm run bench -- [--only page|server|postgres|mirror|soak] [--runs 5] [--sizes 2400,100000] [--million]
  --only     one part alone
  --runs     how often everything is measured; the tables show the medians
  --sizes    how many leads
  --million  also 1,000,000
  --minutes  how long the page is worked with to see whether its memory grows`;

const PARTS = ["server", "postgres", "mirror", "page", "soak"] as const;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      runs: { type: "string", default: "5" },
      sizes: { type: "string", default: "2400,100000" },
      million: { type: "boolean", default: false },
      minutes: { type: "string", default: "10" },
    },
  });
  const sizes = values.sizes.split(",").map(Number);
  const [runs, minutes] = [Number(values.runs), Number(values.minutes)];
  const parts = values.only === undefined ? PARTS : PARTS.filter((part) => part === values.only);
  const numbers = [runs, minutes, ...sizes];
  if (parts.length === 0 || !numbers.every((number) => Number.isInteger(number) && number > 0)) {
    throw new Error(USAGE);
  }
  return { parts, runs, minutes, sizes: values.million ? [...sizes, 1_000_000] : sizes };
}

const { parts, runs, minutes, sizes } = readOptions();
const [cpu] = cpus();
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, medians of ${runs}\n`,
);
if (parts.includes("server")) {
  for (const leads of sizes) console.log(`${await benchServer(leads, runs)}\n`);
}
if (parts.includes("postgres")) {
  for (const leads of sizes) console.log(`${await benchPostgres(leads, runs)}\n`);
}
if (parts.includes("mirror")) console.log(`${await benchMirror(runs)}\n`);
if (parts.includes("page")) console.log(`${await benchPage(sizes, runs)}\n`);
if (parts.includes("soak")) console.log(await benchSoak(minutes));
