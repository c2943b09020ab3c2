import type { ATTRIBUTION_FIELDS } from "#api/contract/opt-ins/opt-ins.ts";
import { between, likely, oneByWeight, oneOf, weighted } from "../chance.ts";
import type { Source } from "./forms.ts";

export type Attribution = Record<(typeof ATTRIBUTION_FIELDS)[number], string | null>;

/** Nothing is known: the person came by themselves, or the sender dropped the parameters. */
export const UNKNOWN: Attribution = {
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  utm_content: null,
  utm_term: null,
  referrer: null,
  landing_page: null,
};

/** A place leads come from, spelled as differently as ad accounts and links spell it. */
interface Channel {
  readonly sources: readonly string[];
  readonly mediums: readonly string[];
  readonly referrers: readonly string[];
}

const META: Channel = {
  sources: ["facebook", "facebook", "Facebook", "fb", "FB", "meta"],
  mediums: ["paid", "paid", "Paid", "cpc", "paid_social", "paid-social"],
  referrers: ["https://www.facebook.com/", "https://l.facebook.com/", "http://m.facebook.com/"],
};
const INSTAGRAM: Channel = {
  sources: ["instagram", "instagram", "Instagram", "ig", "IG"],
  mediums: ["paid", "paid_social", "bio", "story", "social"],
  referrers: ["https://l.instagram.com/", "https://www.instagram.com/"],
};
const GOOGLE: Channel = {
  sources: ["google", "google", "Google", "adwords"],
  mediums: ["cpc", "cpc", "ppc", "paid"],
  referrers: ["https://www.google.com/", "https://www.google.de/"],
};
const YOUTUBE: Channel = {
  sources: ["youtube", "YouTube", "yt"],
  mediums: ["video", "organic", "description"],
  referrers: ["https://www.youtube.com/"],
};
const TIKTOK: Channel = {
  sources: ["tiktok", "TikTok", "tik_tok"],
  mediums: ["paid", "social"],
  referrers: ["https://www.tiktok.com/"],
};
const LETTER: Channel = {
  sources: ["newsletter", "email", "Email", "e-mail"],
  mediums: ["email", "email", "Email", "newsletter"],
  referrers: ["android-app://com.google.android.gm/"],
};
const PARTNER: Channel = {
  sources: ["podcast", "partner", "affiliate-jk"],
  mediums: ["referral", "affiliate"],
  referrers: ["https://founders-podcast.example/episodes/41"],
};

const CHANNELS = weighted(
  [44, META],
  [21, INSTAGRAM],
  [13, GOOGLE],
  [9, YOUTUBE],
  [5, TIKTOK],
  [5, LETTER],
  [3, PARTNER],
);

/** How often a sender of that kind knows anything about where the person came from. */
const KNOWN: Readonly<Record<Source, number>> = {
  CALENDLY: 0.5,
  LANDING_PAGE: 0.86,
  TYPEFORM: 0.74,
  WEBINAR: 0.7,
  NEWSLETTER: 0.45,
  MANUAL: 0,
  OTHER: 0.35,
};

const PAGES: Readonly<Record<Source, string>> = {
  CALENDLY: "https://lanternfield.example/book",
  LANDING_PAGE: "https://lanternfield.example/roadmap",
  TYPEFORM: "https://lanternfield.example/apply",
  WEBINAR: "https://lanternfield.example/masterclass",
  NEWSLETTER: "https://lanternfield.example/letter",
  MANUAL: "https://lanternfield.example/",
  OTHER: "https://lanternfield.example/",
};

const sometimes = (share: number, value: string) => (likely(share) ? value : null);

/**
 * Draws what is known of where a touch came from. `adLink` is the setter's Clerk id when the
 * setter's own link was used: it then stands in `utm_content` in place of an ad's name.
 */
export function drawAttribution(source: Source, adLink: string | null): Attribution {
  const channel = oneByWeight(CHANNELS);
  const tagged = {
    utm_source: oneOf(channel.sources),
    utm_medium: sometimes(0.93, oneOf(channel.mediums)),
    utm_campaign: sometimes(0.88, drawCampaign()),
    utm_content: adLink ?? sometimes(0.62, drawAd()),
    utm_term: sometimes(channel === GOOGLE ? 0.8 : 0.12, drawTerm()),
    referrer: sometimes(0.7, oneOf(channel.referrers)),
    landing_page: sometimes(0.8, PAGES[source] + oneOf(["", "", "?v=b", "?fbclid=example"])),
  };
  const untagged = { ...UNKNOWN, landing_page: sometimes(0.5, PAGES[source]) };
  if (likely(KNOWN[source]) || adLink !== null) return tagged;
  return likely(0.25) ? untagged : UNKNOWN;
}

const drawCampaign = () =>
  oneOf([
    `q${between(1, 4)}-accelerator`,
    `q${between(1, 4)}-accelerator`,
    "roadmap-evergreen",
    "Roadmap Evergreen",
    "masterclass_thu",
    "retargeting-30d",
    "brand",
    "DACH | Roadmap | Broad",
    "{{campaign.name}}",
  ]);

const drawAd = () =>
  oneOf([
    `video-ad-${between(1, 9)}`,
    `video-ad-${between(1, 9)}`,
    `image ${between(1, 6)}`,
    "carousel_v2",
    "ugc-lisa-hook3",
    "story-poll",
    `1202${between(10_000_000, 99_999_999)}`,
  ]);

const drawTerm = () =>
  oneOf([
    "online shop coaching",
    "ecommerce coach",
    "etsy mehr verkaufen",
    "shopify help",
    "lookalike 1%",
    "broad",
  ]);
