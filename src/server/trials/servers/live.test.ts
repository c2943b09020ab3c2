import { expect, onTestFinished, test } from "vitest";
import { changeLeadStatus } from "#api/contract/leads/lead-history.ts";
import { getLeadView } from "#api/contract/leads/lead-views.ts";
import { getSync } from "#api/contract/sync.ts";
import { openLog } from "#server/boot/log.ts";
import { parseSettings } from "#server/boot/settings.ts";
import { start } from "#server/boot/start.ts";
import { listenAt } from "#server/http/events/test-events.ts";
import { newDatabaseUrl } from "#server/store/test-store.ts";
import { startTestHermon } from "../live/test-hermon.ts";
import { liveSettings, until } from "../live/test-live.ts";
import { openSideDoor } from "../live/test-side-door.ts";

test("whoever is at any server changes statuses in Hermon, and is told what those at others do", async () => {
  const hermon = await startTestHermon(20);
  onTestFinished(() => hermon.close());
  const url = await newDatabaseUrl();
  const settings = parseSettings(liveSettings(hermon, url));
  const [one, other] = [
    await start(settings, openLog("error")),
    await start(settings, openLog("error")),
  ];
  onTestFinished(() => Promise.all([one.stop(), other.stop()]).then(() => {}));
  const door = await openSideDoor(url);
  onTestFinished(() => door.close());
  const ada = await door.person(one.address, "Ada");
  const ben = await door.person(other.address, "Ben");
  await until(async () => (await ben.call(getSync)).phase === "current");
  const atAdas = await listenAt(Number(new URL(one.address).port), await door.session("Ada"));
  const lead = await hermon.leadAt(0);
  const params = { id: lead.id };
  const status_id = await hermon.otherStatus(lead);
  const { change } = await ben.call(changeLeadStatus, { params, body: { status_id } });
  expect(change?.by).toEqual({ kind: "person", name: "Ben" });
  await until(() => JSON.stringify(atAdas.of("leads")).includes(lead.id));
  expect((await ada.call(getLeadView, { params })).status.id).toBe(status_id);
  expect((await hermon.leadAt(0)).status.id).toBe(status_id);
});
