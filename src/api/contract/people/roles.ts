/** From the one that may do least to the one that may do all. */
export const ROLES = ["viewer", "member", "manager"] as const;
export type Role = (typeof ROLES)[number];

/** What people may do here, and the words for it: "Your role (viewer) can't change statuses". */
export const CAPABILITIES = {
  read: "read leads",
  "save-views": "save views",
  "change-status": "change statuses",
  bulk: "change many leads at once",
  export: "export leads",
  "share-views": "share views",
  "see-connection": "see the connection",
  "manage-people": "manage people",
} as const;
export type Capability = keyof typeof CAPABILITIES;

/** The least role that may do it. */
const LEAST: Readonly<Record<Capability, Role>> = {
  read: "viewer",
  "save-views": "viewer",
  "change-status": "member",
  bulk: "member",
  export: "manager",
  "share-views": "manager",
  "see-connection": "manager",
  "manage-people": "manager",
};

export const isCapability = (access: string): access is Capability =>
  Object.hasOwn(CAPABILITIES, access);

/** Whether someone with that role may do it. The server refuses, the dashboard doesn't offer. */
export const may = (role: Role, capability: Capability): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(LEAST[capability]);
