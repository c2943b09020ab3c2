import { expect, test } from "vitest";
import { dateWords } from "./dates.ts";
import { languageFor } from "./language.ts";

const afternoon = "2026-05-26T14:30:00";
const now = Date.parse(afternoon);

test.for([
  ["en-GB", "Today, 14:30", "2,400"],
  ["en-US", "Today, 2:30 PM", "2,400"],
  ["en-IN", "Today, 2:30 pm", "2,40,000"],
  ["de-DE", "Today, 14:30", "2,400"],
  ["fr-CA", "Today, 14:30", "2,400"],
  ["ja-JP", "Today, 14:30", "2,400"],
  ["ar-EG", "Today, 2:30 PM", "2,400"],
  ["fa-IR", "Today, 14:30", "2,400"],
  ["ko-KR", "Today, 2:30 PM", "2,400"],
] as const)(
  "whoever reads %s reads English sentences with English dates and numbers",
  ([reader, time, number]) => {
    const language = languageFor(reader);
    const words = dateWords(language);
    expect(words.nearDay(afternoon, now).replaceAll("\u202f", " ")).toBe(time);
    expect(words.day(afternoon)).toMatch(/^(26 May 2026|May 26, 2026)$/);
    expect(words.ago(afternoon, now + 60_000)).toBe("1 minute ago");
    const amount = reader === "en-IN" ? 240_000 : 2_400;
    expect(new Intl.NumberFormat(language).format(amount)).toBe(number);
    expect(new Intl.DisplayNames(language, { type: "region" }).of("DE")).toBe("Germany");
  },
);
