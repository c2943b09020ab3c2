import { expect, test } from "vitest";
import { getLead } from "#api/contract/leads/leads.ts";
import { listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { Submission, submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { getSync } from "#api/contract/sync.ts";
import { fails, reset } from "#api/test-upstream.ts";
import { failureOf, until, withLive } from "./test-live.ts";
import { answeredBy, instead, type Passer, type Treatment } from "./test-proxy.ts";

/** No sender is told what isn't so of a submission whose answer was lost. */

const live = withLive({ leads: 20 });

const isSubmit = ({ path }: Passer) => path === "/api/opt-in/submit";

const sentFor = (email: string) =>
  live()
    .hermon.proxy.requests.filter(isSubmit)
    .map(({ body }) => Submission.parse(JSON.parse(body)))
    .filter((submission) => submission.email === email);

interface Loss {
  /** The answers that are lost. */
  readonly which: "first" | "all";
  /** What becomes of requests that aren't submissions. */
  readonly others?: (passer: Passer) => Treatment | undefined;
}

/** Sends it while Hermon's answers to it are lost. */
async function submit(body: Submission, { which, others }: Loss) {
  const { hermon, sender, ada } = live();
  await until(async () => (await ada.call(getSync)).phase === "current");
  const before = sentFor(body.email).length;
  hermon.proxy.rule = (passer) => {
    if (!isSubmit(passer))
      return sentFor(body.email).length > before ? others?.(passer) : undefined;
    const isLost = which === "all" || sentFor(body.email).length === before + 1;
    return isLost ? answeredBy(reset) : undefined;
  };
  try {
    return await sender.call(submitOptIn, { body });
  } finally {
    hermon.proxy.rule = () => undefined;
  }
}

const person = (name: string, own: Partial<Submission> = {}): Submission => ({
  email: `${name}@example.com`,
  first_name: name,
  source: "OTHER",
  ...own,
});

/** The opt-ins that Hermon has of a lead. */
async function optInsOf(lead_id: string) {
  const { data } = await live().hermon.api.call(listOptIns, { query: { lead_id } });
  return data.map(({ id }) => id);
}

test.each(["first", "all"] as const)(
  "answers lost (%s), and the lead is new: it is told as new, and recorded once",
  async (which) => {
    const { hermon, sender } = live();
    const submitted = await submit(person(`new-${which}`), { which });
    expect(submitted.is_new_lead).toBe(true);
    expect(await optInsOf(submitted.lead_id)).toEqual([submitted.opt_in_id]);
    const params = { id: submitted.lead_id };
    expect(await sender.call(getLead, { params })).toStrictEqual(
      await hermon.api.call(getLead, { params }),
    );
  },
);

test.each(["first", "all"] as const)(
  "answers lost (%s), and the lead was there: it isn't told as new",
  async (which) => {
    const { email, first_name, id } = await live().hermon.leadAt(which === "all" ? 3 : 4);
    const submitted = await submit({ email, first_name, source: "OTHER" }, { which });
    expect(submitted).toMatchObject({ lead_id: id, is_new_lead: false });
    expect(await optInsOf(id)).toContain(submitted.opt_in_id);
  },
);

test("the lead came into being a moment before, by another submission: it isn't told as new", async () => {
  const { lead_id } = await live().hermon.api.call(submitOptIn, { body: person("twin") });
  const submitted = await submit(person("twin"), { which: "first" });
  expect(submitted).toMatchObject({ lead_id, is_new_lead: false });
  expect(await optInsOf(lead_id)).toHaveLength(2);
});

test("a reference that was used before, and an answer that is lost: nothing is new", async () => {
  const body = person("again", { external_reference: "form-1" });
  const first = await live().sender.call(submitOptIn, { body });
  expect(first.is_new_lead).toBe(true);
  const second = await submit(body, { which: "first" });
  expect(second).toEqual({ ...first, is_new_lead: false });
});

test("two of the same at once, and the first answer is lost: one of them is new", async () => {
  const { hermon, sender } = live();
  const body = person("both", { external_reference: "form-2" });
  hermon.proxy.rule = (passer) =>
    isSubmit(passer) && sentFor(body.email).length === 1 ? answeredBy(reset) : undefined;
  const both = await Promise.all([1, 2].map(() => sender.call(submitOptIn, { body })));
  expect(both.filter(({ is_new_lead }) => is_new_lead)).toHaveLength(1);
  expect(new Set(both.map(({ opt_in_id }) => opt_in_id)).size).toBe(1);
});

const cant = (pattern: RegExp) => (passer: Passer) =>
  pattern.test(passer.path) ? instead(fails(500)) : undefined;

test.each([
  ["first", /\/leads\/[\w-]+$/, /isn't known whether the lead is new/],
  // Last, because so many failures look like an outage to what comes after them.
  ["all", /\/opt-ins\?/, /isn't known whether the opt-in was recorded/],
] as const)(
  "answers lost (%s), and %s can't be read: that isn't known, and told so",
  async (which, path, told) => {
    const failure = await failureOf(
      submit(person(`unclear-${which}`), { which, others: cant(path) }),
    );
    expect(failure.status).toBe(504);
    expect(failure.answered).toMatch(told);
  },
);
