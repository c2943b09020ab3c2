import { expect, onTestFinished, test, vi } from "vitest";
import { readFact, setFact } from "../facts.ts";
import { newDatabaseUrl, openTestStore } from "../test-store.ts";
import { onServer } from "./test-database.ts";

const LISTENING = "select count(*)::int as n from pg_stat_activity where query = 'listen commits'";

test("who listens is told after the connection was lost, of what was committed meanwhile", async () => {
  const url = await newDatabaseUrl();
  const [one, other] = [await openTestStore(url), await openTestStore(url)];
  let seen: string | null = null;
  const look = async () => void (seen = await readFact(one, "colour").catch(() => seen));
  onTestFinished(one.onCommit(() => void look()));
  const isSeen = (colour: string) => vi.waitUntil(() => seen === colour, 30_000);
  await setFact(other.db, "colour", "blue");
  await isSeen("blue");
  for (const colour of ["green", "red"]) {
    const end = LISTENING.replace("count(*)::int", "pg_terminate_backend(pid)");
    await onServer(url, `${end} and datname = current_database()`);
    await setFact(other.db, "colour", colour);
    await isSeen(colour);
  }
  const isListening = async () => {
    const [found] = await onServer(url, `${LISTENING} and datname = current_database()`);
    return found?.["n"];
  };
  await vi.waitFor(async () => expect(await isListening()).toBe(1), 30_000);
  await one.close();
  await vi.waitFor(async () => expect(await isListening()).toBe(0), 30_000);
});
