import { join } from "node:path";
import { expect, test } from "vitest";
import { createClient } from "#api/client.ts";
import { listLeads } from "#api/contract/leads/leads.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { runAdmin, startServer, temporaryDirectory } from "./test-process.ts";

// Windows has no such limits.
test.runIf(process.platform !== "win32")(
  "files that can't grow any more: writes say so, reads go on, the operator is told once",
  async () => {
    const path = join(await temporaryDirectory(), "dashboard.db");
    const settings = { DATABASE_URL: `file:${path}`, RATE_LIMIT_RPM: "0" };
    const server = await startServer(settings, 4_096);
    const key = (await runAdmin(["key", "create", "Form"], settings)).stdout.trim();
    const headers = { "x-api-key": key };
    const api = createClient({ baseUrl: server.url, headers, tries: 1 });
    const answer = "x".repeat(100_000);
    const submit = (n: number) => {
      const questions_answers = [{ question: "Why?", answer, position: 0 }];
      const body = { email: `n${n}@example.com`, first_name: "Nora", source: "OTHER" } as const;
      return api.call(submitOptIn, { body: { ...body, questions_answers } });
    };
    let saved = 0;
    const failure = await (async () => {
      for (;;) {
        try {
          await submit(saved);
          saved += 1;
        } catch (error) {
          return error;
        }
      }
    })();
    expect(failure).toMatchObject({
      status: 503,
      answered: "Nothing was saved: the server's disk reports errors",
    });
    await expect(submit(saved)).rejects.toMatchObject({ status: 503 });
    const { pagination } = await api.call(listLeads, { query: { limit: 1 } });
    expect(pagination.total).toBe(20 + saved);
    for (const page of ["/healthz", "/readyz"]) {
      expect((await fetch(server.url + page)).status).toBe(200);
    }
    const { code, stderr } = await server.end("SIGTERM");
    expect(code).toBe(0);
    expect(stderr.match(/"level":"error"/g)).toHaveLength(1);
    expect(stderr).not.toContain("example.com");

    const again = await startServer(settings);
    const after = createClient({ baseUrl: again.url, headers });
    expect((await after.call(listLeads, { query: { limit: 1 } })).pagination.total).toBe(
      20 + saved,
    );
  },
);
