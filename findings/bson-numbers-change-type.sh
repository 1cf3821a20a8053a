#!/usr/bin/env bash
# bson 7.3.4 (the driver's): numbers change their stored type when a document is read and written back: a double 1.0 and a long 5
# become int32, a long 2^40 becomes a double, an integer beyond int32 is written as a double in the first place, and so is -0.
# Guess: 5000000000, a whole number, is stored as a long. Programs in typed languages that share the collection see other types.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund bson@7.3.4
cat >probe.cjs <<'JS'
const { Double, Long, deserialize, serialize } = require('bson');
const TYPES = { 1: 'double', 16: 'int32', 18: 'long' };
const typeOf = (bytes) => TYPES[bytes[4]];
const cases = { 'double 1.0': new Double(1), 'long 5': Long.fromNumber(5), 'long 2^40': Long.fromNumber(2 ** 40), 'number 5000000000': 5000000000, 'number -0': -0 };
for (const [name, value] of Object.entries(cases)) {
  const stored = serialize({ v: value });
  console.log(`${name}: stored as ${typeOf(stored)}, written back as ${typeOf(serialize(deserialize(stored)))}`);
}
JS
cat >seen.txt <<'TEXT'
double 1.0: stored as double, written back as int32
long 5: stored as long, written back as int32
long 2^40: stored as long, written back as double
number 5000000000: stored as double, written back as double
number -0: stored as double, written back as double
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
