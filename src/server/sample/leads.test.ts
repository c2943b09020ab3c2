import { expect, test } from "vitest";
import { DAY, HOUR } from "./calendar.ts";
import { startOver } from "./people/countries.ts";
import { drawLeads } from "./leads.ts";
import { makeTeam } from "./people/owners.ts";
import type { SampleLead } from "./rows.ts";
import { SAMPLE_PEOPLE } from "./sign-in-people.ts";
import { TEAM } from "./people/team.ts";

/** A Wednesday. */
const NOW = new Date("2026-05-27T10:00:00Z");

function draw(count: number, now = NOW): SampleLead[] {
  startOver();
  return [...drawLeads(count, now, makeTeam())];
}

/** What must be the same whatever the day: all but times and what time has brought. */
const identity = ({ lead, optIns, answers }: SampleLead) => ({
  who: [lead.id, lead.email, lead.first_name, lead.last_name, lead.phone_e164],
  optIns: optIns.map((optIn) => ({ ...optIn, created_at: 0 })),
  answers,
});

const leads = draw(2400);
const created = leads.map(({ lead }) => lead.created_at);

test("the same number makes the same leads", () => {
  expect(draw(2400)).toEqual(leads);
});

test("ids, names and answers don't depend on the day or on how many leads there are", () => {
  const otherDay = draw(2400, new Date("2027-01-03T23:59:59Z"));
  expect(otherDay.map(identity)).toEqual(leads.map(identity));
  const fewer = draw(300);
  expect(fewer.map(identity)).toEqual(leads.slice(0, 300).map(identity));
});

test("e-mails are unique, at example.com, and none is the team's", () => {
  const emails = [...leads.map(({ lead }) => lead), ...TEAM].map(({ email }) => email);
  const others = SAMPLE_PEOPLE.filter(({ part }) => part !== "setter").map(({ email }) => email);
  const keys = [...emails, ...others].map((email) => email.toLowerCase());
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[a-z0-9]+([._][a-z0-9]+)*@example\.com$/);
});

test("phone numbers are of ranges that regulators keep free, in their own country", () => {
  const free: Record<string, RegExp> = {
    US: /^\+1[2-9]\d\d55501\d\d$/,
    CA: /^\+1[2-9]\d\d55501\d\d$/,
    GB: /^\+44(7700900|1632960|2079460|1[1-6]\d4960)\d{3}$/,
    DE: /^\+49(3023125|6990009|4066969|2214710|8999998)\d{3}$/,
    AU: /^\+61(491570(006|110|156|157|158)|[2378](5550|7010)\d{4})$/,
    FR: /^\+33(63998|19900|26191|35301|46571|53649)\d{4}$/,
    IE: /^\+3532091\d{5}$/,
    SE: /^\+46(7017406[1-9]\d|84650[01]4\d\d|84650?04\d\d|3139006\d\d|4062804\d\d)$/,
  };
  const phones = leads.flatMap(({ lead }) => lead.phone_e164 ?? []);
  expect(phones.length).toBeGreaterThan(1200);
  const wrong = leads.filter(({ lead: { phone_e164, phone_country } }) => {
    return phone_e164 && !free[phone_country ?? ""]?.test(phone_e164);
  });
  expect(wrong).toEqual([]);
});

test("leads come oldest first, mostly on weekdays and by day, the newest today", () => {
  expect(created).toEqual(created.toSorted((a, b) => a - b));
  const newest = created.at(-1) ?? 0;
  expect(newest).toBeLessThanOrEqual(NOW.getTime());
  expect(newest).toBeGreaterThan(NOW.getTime() - DAY);
  const onWeekends = created.filter((at) => [0, 6].includes(new Date(at).getUTCDay()));
  expect(onWeekends.length / created.length).toBeLessThan(0.2);
  const atNight = created.filter((at) => (at % DAY) / HOUR < 6);
  expect(atNight.length / created.length).toBeLessThan(0.1);
});

test("nothing has happened before the lead came, or later than now", () => {
  for (const { lead, optIns, changes } of leads) {
    const times = [lead.updated_at, ...optIns.map((optIn) => optIn.created_at)];
    for (const at of [...times, ...changes.map((change) => change.at)]) {
      expect(at).toBeGreaterThanOrEqual(lead.created_at);
      expect(at).toBeLessThanOrEqual(NOW.getTime());
    }
    expect(optIns.at(0)?.created_at).toBeLessThan(lead.created_at + 1000);
    expect(lead.opt_ins).toBe(optIns.length);
  }
});

test("touch points are overdue, due today and to come", () => {
  const today = Math.floor(NOW.getTime() / DAY);
  const days = leads
    .flatMap(({ lead }) => lead.next_touch_point_at ?? [])
    .map((at) => Math.floor(at / DAY) - today);
  expect(days.filter((day) => day < 0).length).toBeGreaterThan(100);
  expect(days.filter((day) => day === 0).length).toBeGreaterThan(50);
  expect(days.filter((day) => day > 0).length).toBeGreaterThan(200);
});

test("what was seen of a lead's statuses leads to the one it has", () => {
  const withChanges = leads.filter(({ changes }) => changes.length > 0);
  expect(withChanges.length).toBeGreaterThan(200);
  for (const { lead, changes } of withChanges) {
    expect(changes.at(-1)?.to_status).toBe(lead.status);
    changes.slice(1).forEach((change, index) => {
      expect(change.from_status).toBe(changes[index]?.to_status);
      expect(change.at).toBeGreaterThanOrEqual(changes[index]?.at ?? Infinity);
    });
  }
});

test("a setter's ad link belongs to the lead's setter", () => {
  startOver();
  const team = makeTeam();
  const linked = leads.filter(({ optIns }) => optIns[0]?.utm_content?.startsWith("user_"));
  expect(linked.length).toBeGreaterThan(20);
  for (const { lead, optIns } of linked) {
    const setter = team.find(({ clerkUserId }) => clerkUserId === optIns[0]?.utm_content);
    expect(lead.setter).toBe(setter?.seq);
  }
});

test("a summary tells the dates and forms of the lead's own opt-ins", () => {
  const date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
  for (const { lead, optIns } of leads) {
    for (const optIn of lead.ai_source_summary ? optIns : []) {
      expect(lead.ai_source_summary).toContain(date.format(optIn.created_at));
      expect(lead.ai_source_summary).toContain(optIn.provider_form_name ?? "");
    }
  }
});
