/** Where the table becomes a list and the drawer a sheet. */
export const PHONE = "(max-width: 639.98px)";
