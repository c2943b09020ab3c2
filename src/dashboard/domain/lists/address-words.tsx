import type { OpenLeadAddress } from "#api/lead-address.ts";

export interface AddressProblems {
  /** What the address says that can't be taken. */
  readonly leftOut: OpenLeadAddress["leftOut"];
  /** Owners it asks for whom nobody knows. */
  readonly strangers: readonly string[];
  /** Other values it asks for that no lead has. */
  readonly unused: readonly string[];
}

/** The parts of the page's address that mean nothing here. */
export function AddressWords({ leftOut, strangers, unused }: AddressProblems) {
  return (
    <p className="text-text-muted wrap-anywhere">
      {leftOut.length > 0 && (
        <span>
          Left out, because there is no such thing here:{" "}
          <Quoted texts={leftOut.map(([name, value]) => `${name}=${value}`)} />.{" "}
        </span>
      )}
      {strangers.length > 0 && (
        <span>
          Nobody here has the email <Quoted texts={strangers} />.{" "}
        </span>
      )}
      {unused.length > 0 && (
        <span>
          No lead has <Quoted texts={unused} />.
        </span>
      )}
    </p>
  );
}

/** How many are quoted, and how much of each: an address may say anything. */
const MOST = 5;
const LONGEST = 60;

function Quoted({ texts }: { readonly texts: readonly string[] }) {
  const more = texts.length - MOST;
  return (
    <>
      {texts.slice(0, MOST).map((text, at) => (
        <span key={text}>
          {at > 0 && ", "}“
          <bdi translate="no" className="text-text">
            {shortened(text)}
          </bdi>
          ”
        </span>
      ))}
      {more > 0 && <span>{` and ${more} more`}</span>}
    </>
  );
}

const shortened = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
