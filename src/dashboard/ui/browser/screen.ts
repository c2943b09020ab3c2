/** Where the table becomes a list and the drawer a sheet. */
export const PHONE = "(width < 40rem)";
