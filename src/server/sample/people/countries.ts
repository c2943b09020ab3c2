import type { Faker } from "@faker-js/faker";
import { faker as ar } from "@faker-js/faker/locale/ar";
import { faker as cs } from "@faker-js/faker/locale/cs_CZ";
import { faker as de } from "@faker-js/faker/locale/de";
import { faker as deAt } from "@faker-js/faker/locale/de_AT";
import { faker as deCh } from "@faker-js/faker/locale/de_CH";
import { faker as el } from "@faker-js/faker/locale/el";
import { faker as en } from "@faker-js/faker/locale/en";
import { faker as enAu } from "@faker-js/faker/locale/en_AU";
import { faker as enCa } from "@faker-js/faker/locale/en_CA";
import { faker as enGb } from "@faker-js/faker/locale/en_GB";
import { faker as enIn } from "@faker-js/faker/locale/en_IN";
import { faker as enNg } from "@faker-js/faker/locale/en_NG";
import { faker as es } from "@faker-js/faker/locale/es";
import { faker as fr } from "@faker-js/faker/locale/fr";
import { faker as he } from "@faker-js/faker/locale/he";
import { faker as it } from "@faker-js/faker/locale/it";
import { faker as ja } from "@faker-js/faker/locale/ja";
import { faker as nl } from "@faker-js/faker/locale/nl";
import { faker as pl } from "@faker-js/faker/locale/pl";
import { faker as ptBr } from "@faker-js/faker/locale/pt_BR";
import { faker as sv } from "@faker-js/faker/locale/sv";
import { faker as tr } from "@faker-js/faker/locale/tr";
import { faker as uk } from "@faker-js/faker/locale/uk";
import { faker as vi } from "@faker-js/faker/locale/vi";
import { chance, oneByWeight, SAMPLE_SEED, weighted } from "../chance.ts";

export interface Country {
  /** ISO 3166, two letters. */
  readonly code: string;
  /** Names and addresses as they are there. */
  readonly local: Faker;
}

/** Where leads are from: German-speaking and English-speaking first, then everywhere. */
const COUNTRIES = weighted<Country>(
  [240, { code: "DE", local: de }],
  [170, { code: "US", local: en }],
  [120, { code: "GB", local: enGb }],
  [60, { code: "AT", local: deAt }],
  [45, { code: "AU", local: enAu }],
  [40, { code: "CH", local: deCh }],
  [40, { code: "CA", local: enCa }],
  [40, { code: "FR", local: fr }],
  [40, { code: "IN", local: enIn }],
  [30, { code: "NL", local: nl }],
  [30, { code: "ES", local: es }],
  [25, { code: "IT", local: it }],
  [25, { code: "SE", local: sv }],
  [20, { code: "IE", local: enGb }],
  [20, { code: "PL", local: pl }],
  [15, { code: "TR", local: tr }],
  [15, { code: "BR", local: ptBr }],
  [12, { code: "AE", local: ar }],
  [8, { code: "CZ", local: cs }],
  [7, { code: "NG", local: enNg }],
  [6, { code: "UA", local: uk }],
  [6, { code: "GR", local: el }],
  [5, { code: "IL", local: he }],
  [5, { code: "VN", local: vi }],
  [4, { code: "JP", local: ja }],
);

export const drawCountry = (): Country => oneByWeight(COUNTRIES);

/** Puts every stream of randomness back to where the same workspace begins. */
export function startOver(): void {
  chance.seed(SAMPLE_SEED);
  for (const { value } of COUNTRIES) value.local.seed(SAMPLE_SEED);
}
