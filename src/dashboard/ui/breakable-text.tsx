import { Fragment } from "react";
import { breakPlaces } from "#dashboard/lib/break-places.ts";

/** A text of any shape by any author, which always fits into its lines. */
export const BreakableText = ({ text }: { readonly text: string }) =>
  breakPlaces(text).map((piece, place) => (
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
