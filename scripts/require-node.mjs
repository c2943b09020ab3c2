// Plain JavaScript, for the Node that is too old for the rest: `npm ci` puts Node 24 into
// node_modules/.bin, but not on a platform that has no such package.
const OLDEST = [22, 18];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `This needs Node ${OLDEST.join(".")} or newer and runs on ${process.version}. ` +
      "Run it through npm after `npm ci`, or install a newer Node.",
  );
  process.exit(1);
}
