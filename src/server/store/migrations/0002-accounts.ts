import type { CreateTableBuilder, Kysely } from "kysely";

/**
 * better-auth's tables, as its own `getMigrations` makes them for e-mail and password, with two
 * fields of ours on a user: `role` and `sample`. Its spelling of the names, too.
 */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await stamped(schema.createTable("user"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("emailVerified", "integer", (column) => column.notNull())
    .addColumn("image", "text")
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("sample", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await stamped(schema.createTable("session"))
    .addColumn("expiresAt", "date", (column) => column.notNull())
    .addColumn("token", "text", (column) => column.notNull().unique())
    .addColumn("ipAddress", "text")
    .addColumn("userAgent", "text")
    .addColumn("userId", "text", (column) =>
      column.notNull().references("user.id").onDelete("cascade"),
    )
    .execute();
  await stamped(schema.createTable("account"))
    .addColumn("accountId", "text", (column) => column.notNull())
    .addColumn("providerId", "text", (column) => column.notNull())
    .addColumn("userId", "text", (column) =>
      column.notNull().references("user.id").onDelete("cascade"),
    )
    .addColumn("accessToken", "text")
    .addColumn("refreshToken", "text")
    .addColumn("idToken", "text")
    .addColumn("accessTokenExpiresAt", "date")
    .addColumn("refreshTokenExpiresAt", "date")
    .addColumn("scope", "text")
    .addColumn("password", "text")
    .execute();
  await stamped(schema.createTable("verification"))
    .addColumn("identifier", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("expiresAt", "date", (column) => column.notNull())
    .execute();
  await schema.createIndex("session_userId_idx").on("session").column("userId").execute();
  await schema.createIndex("account_userId_idx").on("account").column("userId").execute();
  await schema
    .createIndex("verification_identifier_idx")
    .on("verification")
    .column("identifier")
    .execute();
}

/** What each of the four tables has. */
function stamped<T extends string>(table: CreateTableBuilder<T>) {
  return table
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("createdAt", "date", (column) => column.notNull())
    .addColumn("updatedAt", "date", (column) => column.notNull());
}
