const whole = new Intl.NumberFormat();

/** A number as the viewer's language groups it: "2,400". */
export const inDigits = (number: number): string => whole.format(number);
