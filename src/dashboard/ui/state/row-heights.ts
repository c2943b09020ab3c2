/** How tall the lead table's rows may be chosen to be; the first one is the default. */
export const DENSITIES = ["compact", "comfortable"] as const;

/** A row's height in rem: it grows with the reader's text. */
export const ROW_HEIGHTS = { compact: 2.25, comfortable: 2.75, phone: 4 } as const;
