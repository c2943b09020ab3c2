import type { Owner } from "#api/contract/vocabulary.ts";

/** The people of the sample workspace. No import of faker here: the server reads this each start. */

export interface Member {
  readonly name: string;
  readonly email: string;
  readonly owner: Owner;
  /** How much of the work falls to them, beside their like. */
  readonly share: number;
}

/** Those who own the sample's leads: 7 setters, 5 closers, 2 triagers. */
export const TEAM: readonly Member[] = [
  { name: "Mara Lindqvist", email: "mara.lindqvist@example.com", owner: "setter", share: 22 },
  { name: "Jonas Albrecht", email: "jonas.albrecht@example.com", owner: "setter", share: 19 },
  { name: "Priya Raman", email: "priya.raman@example.com", owner: "setter", share: 16 },
  { name: "Tomás Herrera", email: "tomas.herrera@example.com", owner: "setter", share: 14 },
  { name: "Leila Haddad", email: "leila.haddad@example.com", owner: "setter", share: 12 },
  { name: "Owen Fairclough", email: "owen.fairclough@example.com", owner: "setter", share: 10 },
  { name: "Zofia Wiśniewska", email: "zofia.wisniewska@example.com", owner: "setter", share: 7 },
  { name: "Daniel Okafor", email: "daniel.okafor@example.com", owner: "closer", share: 30 },
  {
    name: "Katharina von Wallenstein-Brandt",
    email: "katharina.vonwallensteinbrandt@example.com",
    owner: "closer",
    share: 24,
  },
  { name: "Marcus Bellamy", email: "marcus.bellamy@example.com", owner: "closer", share: 20 },
  { name: "Inês Duarte", email: "ines.duarte@example.com", owner: "closer", share: 16 },
  { name: "Yuki Tanabe", email: "yuki.tanabe@example.com", owner: "closer", share: 10 },
  { name: "Ruth Adeyemi", email: "ruth.adeyemi@example.com", owner: "triager", share: 60 },
  { name: "Felix Sommer", email: "felix.sommer@example.com", owner: "triager", share: 40 },
];
