import { pageLanguage } from "./language.ts";

/** Made when first needed: the first of a browser's word lists takes it a while. */
let regions: Intl.DisplayNames | undefined;

/** A country's name by its ISO code; an unknown code is shown as it came. */
export function countryName(code: string): string {
  try {
    regions ??= new Intl.DisplayNames(pageLanguage, { type: "region", style: "short" });
    return regions.of(code.toUpperCase()) ?? code;
  } catch {
    // Not shaped like a code at all.
    return code;
  }
}
