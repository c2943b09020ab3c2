import type { APIRequestContext } from "@playwright/test";
import { createClient } from "#api/client.ts";
import { continueAsSamplePerson, listSamplePeople } from "#api/contract/people/sign-in.ts";
import { requestPath } from "#api/request.ts";

/** The sample people, by the part they play. */
export type Part = "manager" | "setter" | "viewer";

/** Cookies of a signed-in person, as a browser context takes them. */
export type Session = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/** Signs a sample person in, as the sign-in page's button does. */
export async function signInAs(
  part: Part,
  request: APIRequestContext,
  baseUrl: string,
): Promise<Session> {
  const people = await createClient({ baseUrl }).call(listSamplePeople);
  const person = people.find((one) => one.part === part);
  if (!person) throw new Error(`There is no sample ${part}`);
  const path = requestPath(continueAsSamplePerson, { params: { id: person.id } });
  const response = await request.post(baseUrl + path);
  if (!response.ok()) throw new Error(`Signing in as ${part} answered ${response.status()}`);
  return request.storageState();
}
