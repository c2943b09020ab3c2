import { pageLanguage } from "./language.ts";

const whole = new Intl.NumberFormat(pageLanguage);

/** A number with its digits in groups: "2,400". */
export const inDigits = (number: number): string => whole.format(number);
