import { ServerSettings, startOne } from "./test-one.ts";

/** One of several servers in a process of its own, which says what it logs, and that it has begun. */
const { mirror, store } = await startOne(ServerSettings.parse(process.env), (line) =>
  process.stdout.write(`${line}\n`),
);
process.once("SIGTERM", () => void mirror.stop().then(() => store.close()));
process.stdout.write("begun\n");
