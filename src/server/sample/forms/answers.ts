import { between, chance, likely, oneOf } from "../chance.ts";
import { type Contact, latin } from "../people/contacts.ts";

/** What leads write into forms. Each draws one answer. */

const SHOPS = [
  "handmade candles",
  "vintage lamps",
  "dog collars",
  "ceramic planters",
  "print-on-demand shirts",
  "natural soap",
  "children's books in two languages",
  "loose leaf tea",
  "yoga mats made of cork",
  "3D-printed board game inserts",
  "second-hand cameras",
  "Bio-Gewürzmischungen aus der Region",
  "leather notebooks",
  "bike bags",
  "refurbished espresso machines",
  "hot sauce",
];
const PLACES = ["on Etsy", "on Shopify", "at markets", "on Amazon", "through Instagram", "on eBay"];

export const whatTheySell = (): string => `${oneOf(SHOPS)} ${oneOf(PLACES)}`;

const CHALLENGES = [
  "Generating consistent leads",
  "Too many visitors, too few orders",
  "I don't know which ads to trust",
  "Time. I still have a full time job",
  "Ads got twice as expensive since spring",
  "Getting the first 100 customers",
  "Margins. Shipping eats everything",
  "Ich komme nicht über 3k im Monat",
  "finding a product that actually sells",
  "doing everything alone",
  "Mi tienda tiene visitas pero no ventas",
  "Retention, people buy once and never come back",
  "structure, i jump from idea to idea",
  "Tech. The shop keeps breaking and I can't fix it myself 😅",
];
const BECAUSE = [
  "",
  "",
  ", mostly since I moved to my own shop",
  " and I have tried two courses already",
  ", that's it really",
  ". Would love to talk to someone who has done it",
  ". My partner thinks I should stop",
  " (and a bit of fear to be honest)",
];

export const biggestChallenge = (): string => oneOf(CHALLENGES) + oneOf(BECAUSE);

export const revenue = (): string =>
  oneOf([
    "Not selling yet",
    "Under €1,000",
    "€1,000 – €3,000",
    "€3,000 – €10,000",
    "€10,000 – €30,000",
    "More than €30,000",
  ]);

export const readiness = (): string =>
  oneOf([
    "Yes, I am ready",
    "Yes, if it is the right fit",
    "I need to talk to my partner first",
    "Not right now",
  ]);

export const startTime = (): string =>
  oneOf(["Right away", "Within a month", "Within three months", "Just looking around"]);

export const heardFrom = (): string =>
  oneOf([
    "Instagram",
    "a friend",
    "YouTube",
    "podcast",
    "your ad",
    "Freundin aus dem Kurs",
    "don't remember",
    "google",
    "TikTok",
  ]);

/** A handle; or what people put where a handle is asked for. `.example` is nobody's. */
export function instagram({ firstName, email }: Contact): string {
  const name = latin(firstName) || "shop";
  return oneOf([
    `@${name}.example`,
    `@${name}.shop.example`,
    `${name}${between(10, 99)}.example`,
    email,
    email,
    "don't have one",
    "-",
    `https://instagram.example/${name}`,
  ]);
}

const PREPARATION = [
  "New to this",
  "Nothing special, looking forward to it",
  "I watched the masterclass twice and took notes",
  "I would like to know what it costs before we talk",
  "My English is not perfect, please speak slowly",
  "Please call me on WhatsApp, Zoom does not work here",
  "n/a",
  "Habe schon einen Shop, suche jemanden für Ads",
  "I have been selling for four years and I'm stuck. I can bring numbers if you tell me which",
];

/** Mostly a line; now and then somebody tells their life. */
export const preparation = (): string =>
  likely(0.03) ? longStory() : `${oneOf(PREPARATION)}${oneOf(["", "", ".", " :)"])}`;

const longStory = (): string =>
  Array.from(
    { length: between(6, 14) },
    () => `I sell ${whatTheySell()}. ${biggestChallenge()}.`,
  ).join("\n\n");

export const webinarTopic = (): string =>
  oneOf([
    "Ads that pay for themselves",
    "How to find a product",
    "everything",
    "Wie ich von Etsy auf einen eigenen Shop wechsle",
    "Scaling past 10k",
    "whether this is for me",
    "E-mail marketing",
  ]);

export const city = ({ country }: Contact): string => country.local.location.city();

export const budget = (): string =>
  oneOf(["Under €500", "€500 – €2,000", "€2,000 – €5,000", "More than €5,000"]);

/** What a sender's form makes of an answer: a space too many, nothing, or no answer at all. */
export function asSent(answer: string): string | null {
  const mood = chance.number.int(999);
  if (mood < 90) return `${answer} `;
  if (mood < 105) return ` ${answer}`;
  if (mood < 130) return "";
  if (mood < 145) return null;
  if (mood < 185) return answer.toLowerCase();
  return answer;
}
