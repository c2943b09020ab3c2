import { expect, test } from "vitest";
import { readAudit } from "./audit-report.ts";

test("a report without findings is clean", () => {
  const report = { auditReportVersion: 2, vulnerabilities: {}, metadata: {} };
  expect(readAudit(JSON.stringify(report))).toEqual([]);
});

test("every vulnerable package is named, with how severe it is", () => {
  const vulnerabilities = {
    left: { name: "left", severity: "high", via: [] },
    right: { name: "right", severity: "low", via: ["left"] },
  };
  expect(readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities }))).toEqual([
    "left: high",
    "right: low",
  ]);
});

test.each([
  ["a registry that has no audit", '{"message":"405 Method Not Allowed","error":{}}'],
  ["no network", ""],
  ["something else in between", "<html></html>"],
])("%s leaves it unknown", (_, answer) => {
  expect(readAudit(answer)).toBeUndefined();
});
