import type { Page } from "@playwright/test";
import { statusOf, submitLead } from "../record.ts";
import { answer, cut, type Fault, html } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { chooseStatus, expectStatus, rowOf } from "../verbs/leads.ts";

const FAILURES: Record<string, { fault: Fault; reason: RegExp; provoking: RegExp }> = {
  "a connection that breaks": { fault: cut, reason: /can't be reached/, provoking: /ERR_/ },
  "a 500": {
    fault: answer(500, "Internal server error"),
    reason: /error \(500\)/,
    provoking: /500/,
  },
  "a full disk": {
    fault: answer(503, "Nothing was saved: the server's disk is full"),
    reason: /Nothing was saved: the server's disk is full\. Try again in a moment\./,
    provoking: /503/,
  },
  "a 429": {
    fault: answer(429, "Too many requests", { "retry-after": "8" }),
    reason: /Too many requests\. Try again in [1-8] s\./,
    provoking: /429/,
  },
  "an HTML page": { fault: html, reason: /not answering/, provoking: /502/ },
};

for (const [name, { fault, reason, provoking }] of Object.entries(FAILURES)) {
  test(`a change that meets ${name} is rolled back with the reason`, async ({
    visit,
    api,
    faultyProxy,
  }) => {
    const lead = await submitLead(api);
    const page = await visit("/leads", { as: "setter", throughProxy: true, provoking });
    const row = rowOf(page, lead);
    await expectStatus(row, "Fresh Lead");

    faultyProxy.fail("PATCH", /\/status$/, fault);
    await chooseStatus(row, "Won");
    await expect(page.getByText(reason)).toBeVisible();
    await expectStatus(row, "Fresh Lead");
    expect(await statusOf(api, lead)).toBe("Fresh Lead");

    faultyProxy.mend();
    await chooseStatus(row, "Won");
    await expectStatus(row, "Won");
    await expect.poll(() => statusOf(api, lead)).toBe("Won");
  });
}

test("what is found of a lost change says nothing of one that was made since", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: /502/ });
  const row = rowOf(page, lead);
  const details = new RegExp(`/leads/${lead.id}$`);
  faultyProxy.fail("PATCH", /\/status$/, html);
  const lookUp = faultyProxy.hold("GET", details);
  await chooseStatus(row, "Won");
  const notice = page.getByRole("alert").filter({ hasText: "Couldn't change the status" });
  await expect(notice).toBeVisible();

  faultyProxy.mend();
  const change = faultyProxy.hold("PATCH", /\/status$/);
  const isLookedUp = page.waitForResponse(details);
  const said = await noticesSaying(page, "Status changed to Won");
  await notice.getByRole("button", { name: "Try again" }).click();
  await expectStatus(row, "Won");
  lookUp();
  await isLookedUp;
  expect(await statusOf(api, lead)).toBe("Fresh Lead");

  change();
  await expect(page.getByText("Status changed to Won")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  expect(await said()).toBe(1);
});

/** Counts the notices that say something, from now on. */
async function noticesSaying(page: Page, text: string): Promise<() => Promise<number>> {
  const notices = page.getByRole("region", { name: "Notices" });
  const count = await notices.evaluateHandle((region, words) => {
    const seen = { times: 0 };
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) if (node.textContent?.includes(words)) seen.times += 1;
      }
    }).observe(region, { childList: true, subtree: true });
    return seen;
  }, text);
  return () => count.evaluate(({ times }) => times);
}

test("a wait counts down until one may try again, and is read out once", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: /429/ });
  faultyProxy.fail("PATCH", /\/status$/, answer(429, "Too many requests", { "retry-after": "2" }));
  await chooseStatus(rowOf(page, lead), "Won");
  const notice = page.getByRole("alert").filter({ hasText: "Couldn't change the status" });
  await expect(notice).toContainText(/Try again in [12] s\./);
  const readOut = await notice.ariaSnapshot();
  await expect(notice.getByText("Try again.", { exact: true })).toBeVisible();
  expect(await notice.ariaSnapshot()).toBe(readOut);
  expect(readOut).toMatch(/Try again after \d\d:\d\d:\d\d\./);

  faultyProxy.mend();
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => statusOf(api, lead)).toBe("Won");
});

test("many notices leave the list in sight, and each of them can be reached", async ({
  visit,
  api,
  faultyProxy,
}) => {
  for (let count = 1; count <= 6; count += 1) await submitLead(api);
  faultyProxy.fail("PATCH", /\/status$/, answer(500, "Internal server error"));
  const viewport = { width: 1440, height: 500 };
  const page = await visit("/leads", {
    as: "manager",
    throughProxy: true,
    provoking: /500/,
    viewport,
  });
  await page.getByRole("rowheader").first().click();
  const again = page.getByRole("button", { name: "Try again" });
  for (let count = 1; count <= 6; count += 1) {
    await chooseStatus(page.getByRole("dialog"), "Canceled");
    await expect(again).toHaveCount(count);
    await expect(again.last()).toBeInViewport({ ratio: 1 });
    await page.getByRole("button", { name: "Next lead" }).click();
  }
  const list = page.getByRole("region", { name: "Notices" }).locator("> *");
  expect((await list.boundingBox())?.y).toBeGreaterThan(150);
  await again.first().scrollIntoViewIfNeeded();
  await expect(again.first()).toBeInViewport({ ratio: 1 });
});
