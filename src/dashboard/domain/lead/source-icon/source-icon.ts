import "./source-icon.css";

/** The sign of a source before its name; of one that is not known, a dot. */
export const sourceIcon = {
  attribute: "data-source",
  of: ({ source }: { readonly source: string }) => source,
} as const;
