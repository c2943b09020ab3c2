import { useState } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { Button } from "#dashboard/ui/button.tsx";

/** More than any name; a longer text shows its beginning. */
const LONGEST_NAME = 120;

/** The lead's full name, whatever someone typed into the form. */
export function LeadTitle({ name }: { readonly name: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = name.length > LONGEST_NAME;
  return (
    <div>
      <h2
        className={cx(
          "text-lg/7 font-semibold wrap-anywhere",
          isLong && !isWhole && "line-clamp-2",
        )}
      >
        <bdi translate="no">{name}</bdi>
      </h2>
      {isLong && !isWhole && (
        <Button look="quiet" size="small" className="-ml-2" onClick={() => setWhole(true)}>
          Show all of the name
        </Button>
      )}
    </div>
  );
}
