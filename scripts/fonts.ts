import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

/*
 * Cuts the two files of Inter that nearly every page needs: `node scripts/fonts.ts`, by hand,
 * after an update of Inter. A quarter of the bytes of the whole files, and text is laid out in
 * half the time: the weights we use, no contextual alternates, and of the extended letters those
 * of the languages of Europe, so that a name in Polish brings no second 85 kB and no second layout.
 */

const SOURCE = "node_modules/@fontsource-variable/inter/files";
const TARGET = "src/dashboard/fonts";

/** The ranges in `fonts.css` say the same. */
const CUTS = [
  {
    file: "inter-latin",
    ranges: [
      [0x20, 0x7e],
      [0xa0, 0xff],
      [0x131],
      [0x152, 0x153],
      [0x2bb, 0x2bc],
      [0x2c6],
      [0x2da],
      [0x2dc],
      [0x2000, 0x206f],
      [0x20ac],
      [0x2122],
      [0x2191],
      [0x2193],
      [0x2212],
      [0x2215],
    ],
  },
  { file: "inter-latin-ext", ranges: [[0x100, 0x17f], [0x218, 0x21b], [0x1e9e]] },
];

/** What the types of `subset-font` don't know yet. */
const features = { keepFeatures: ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"] };

const charactersOf = ([first = 0, last = first]: readonly number[]) =>
  Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset));

for (const { file, ranges } of CUTS) {
  const whole = await readFile(`${SOURCE}/${file}-wght-normal.woff2`);
  const cut = await subsetFont(whole, ranges.flatMap(charactersOf).join(""), {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 600 } },
    ...features,
  });
  await writeFile(`${TARGET}/${file}.woff2`, cut);
  console.log(`${file}: ${whole.length} to ${cut.length} bytes`);
}
