#!/usr/bin/env bash
# bson 7.3.4 (the driver's): members whose names are integers come first in a document that has been read, whatever their order in
# the database, because JavaScript orders the properties of objects so. Reading a document and replacing it with itself moves them.
# Guess: a document that is written back unchanged is unchanged. Here: an update by replacement changes documents it did not mean to.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund bson@7.3.4
cat >probe.cjs <<'JS'
const { deserialize, serialize } = require('bson');
const stored = serialize(new Map([['b', 1], ['10', 2], ['2', 3], ['a', 4]]));
const names = (bytes) => Object.keys(deserialize(bytes)).join();
console.log('stored bytes equal bytes written back:', Buffer.from(stored).equals(Buffer.from(serialize(deserialize(stored)))));
console.log('read:', names(stored));
JS
cat >seen.txt <<'TEXT'
stored bytes equal bytes written back: false
read: 2,10,b,a
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
