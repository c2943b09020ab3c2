/** A text from elsewhere as an address that is safe to link to: http and https only. */
export function webAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** The address of a mail to someone; nothing in theirs can add to the mail. */
export const mailAddress = (email: string): string =>
  `mailto:${email
    .trim()
    .toWellFormed()
    .replace(/[^\w.+@-]/gu, encodeURIComponent)}`;

/** The address of a call to a number, and of a chat with it. */
export const callAddress = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, "")}`;
export const chatAddress = (phone: string): string => `https://wa.me/${phone.replace(/\D/g, "")}`;
