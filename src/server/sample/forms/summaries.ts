import { oneOf } from "../chance.ts";
import type { Source } from "./forms.ts";
import type { Touch } from "./touches.ts";

/** Writes what an AI would have made of a lead's opt-ins: their dates, forms, sources, answers. */
export function drawSummary(touches: readonly Touch[]): string {
  const [first, ...later] = touches;
  if (!first) return "";
  return [begins(first), said(first), ...later.map(returns), intent(touches)]
    .filter(Boolean)
    .join(" ");
}

function begins(touch: Touch): string {
  const opening = oneOf([
    `The journey begins with an opt-in from ${sourceOf(touch)} source on ${dateOf(touch)}`,
    `The lead first opted in on ${dateOf(touch)} through ${sourceOf(touch)} source`,
    `First contact was made on ${dateOf(touch)} by way of ${sourceOf(touch)} source`,
  ]);
  const { name } = touch.form;
  return name ? `${opening}, for "${name}".` : `${opening}.`;
}

/** Quotes one answer, the longest that fits into a sentence: it says most. */
function said({ answers }: Touch): string {
  const [telling] = answers
    .flatMap(({ question, answer }) => (answer?.trim() ? [{ question, said: answer.trim() }] : []))
    .filter((one) => one.said.length <= 120 && !one.question.includes("Instagram"))
    .toSorted((a, b) => b.said.length - a.said.length);
  return telling ? `Asked "${telling.question}", they answered "${telling.said}".` : "";
}

function returns(touch: Touch): string {
  const form = touch.form.name ? ` ("${touch.form.name}")` : "";
  const back = `They came back on ${dateOf(touch)} through ${sourceOf(touch)} source${form}.`;
  return [back, said(touch)].filter(Boolean).join(" ");
}

function intent(touches: readonly Touch[]): string {
  const booked = touches.some(({ form }) => form.source === "CALENDLY");
  const level = booked && touches.length > 1 ? "high" : booked ? "medium" : "low";
  const reason = {
    high: "reflecting repeated interest that led to a booked call",
    medium: "reflecting a desire for a personal conversation",
    low: "as no call has been booked yet",
  };
  const verb = oneOf(["is now assessed as", "is currently", "is assessed as"]);
  return `The intent level ${verb} ${level}, ${reason[level]}.`;
}

const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  CALENDLY: "a Calendly",
  LANDING_PAGE: "a landing page",
  TYPEFORM: "a Typeform",
  WEBINAR: "a webinar",
  NEWSLETTER: "a newsletter",
  MANUAL: "a manual",
  OTHER: "another",
};

const sourceOf = ({ form }: Touch) => SOURCE_WORDS[form.source];

const DATE = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

const dateOf = ({ at }: Touch) => DATE.format(at);
