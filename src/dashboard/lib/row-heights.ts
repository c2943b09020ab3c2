/** How tall the lead table's rows may be chosen to be; the first one is the default. */
export const DENSITIES = ["compact", "comfortable"] as const;

/** A row's height in pixels. */
export const ROW_HEIGHTS = { compact: 36, comfortable: 44, phone: 64 } as const;
