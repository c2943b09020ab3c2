import { expect, test } from "vitest";
import { createClient } from "#api/client.ts";
import { listSamplePeople } from "#api/contract/people/sign-in.ts";
import { openLog } from "./log.ts";
import { parseSettings } from "./settings.ts";
import { start } from "./start.ts";
import { newDatabaseUrl } from "#server/store/test-store.ts";

/** What a start with these settings makes of the sample people and the first manager. */
async function startWith(settings: Readonly<Record<string, string>>) {
  const APP_SECRET = "a secret for tests".repeat(3);
  const DATABASE_URL = await newDatabaseUrl();
  const own = { PORT: "0", SAMPLE_LEADS: "20", DATABASE_URL, APP_SECRET };
  const running = await start(parseSettings({ ...own, ...settings }), openLog("error"));
  const people = await createClient({ baseUrl: running.address }).call(listSamplePeople);
  await running.stop();
  return { samplePeople: people.length, hasLink: running.firstManagerLink !== null };
}

test.each([
  [{}],
  [{ APP_URL: "http://localhost:8080" }],
  [{ APP_URL: "http://127.0.0.1:5173/" }],
  [{ APP_URL: "https://[::1]" }],
])("there are sample people where only this machine is meant, %j", async (settings) => {
  expect(await startWith(settings)).toEqual({ samplePeople: 3, hasLink: false });
});

test.each([
  [{ APP_URL: "https://leads.example.com" }],
  [{ APP_URL: "http://192.168.1.4:4310" }],
  [{ APP_URL: "http://localhost.example.com" }],
  [{ HOST: "0.0.0.0" }],
])("there are none where others open the dashboard, but a link, %j", async (settings) => {
  expect(await startWith(settings)).toEqual({ samplePeople: 0, hasLink: true });
});
