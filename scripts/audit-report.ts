import * as z from "zod/mini";

const Report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});

/**
 * The vulnerable packages of an `npm audit --json`, each with how severe it is; nothing when it
 * isn't a report, as when the registry has no answer to it.
 */
export function readAudit(json: string): string[] | undefined {
  const report = Report.safeParse(parse(json)).data;
  return (
    report &&
    Object.entries(report.vulnerabilities).map(([name, { severity }]) => `${name}: ${severity}`)
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
