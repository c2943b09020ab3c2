import { webAddress } from "#dashboard/lib/web-address.ts";

/** The class of every link in the drawer. */
export const LINK = "text-accent underline-offset-2 hover:underline";

/** A text that may be an address: a link only when it leads to a web page, else plain text. */
export function OutsideLink({ text }: { readonly text: string }) {
  const address = webAddress(text);
  const shown = <bdi className="line-clamp-4 wrap-anywhere">{text}</bdi>;
  if (!address) return shown;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className={LINK}>
      {shown}
    </a>
  );
}
