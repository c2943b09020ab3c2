import { weaknessOf } from "#server/accounts/passwords/passwords.ts";
import { wrongField } from "../../wire/refusal.ts";

/**
 * Refuses a new password that whoever guesses tries first.
 * @param field where it stands in the body
 * @throws {Refusal} 400
 */
export async function refuseWeakPassword(
  password: string,
  owner: Parameters<typeof weaknessOf>[1],
  field: string,
): Promise<void> {
  const weakness = await weaknessOf(password, owner);
  if (weakness) throw wrongField(field, `Password ${weakness}`);
}
