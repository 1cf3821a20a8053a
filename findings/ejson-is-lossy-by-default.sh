#!/usr/bin/env bash
# bson 7.3.4: EJSON, MongoDB's own lossless notation, is relaxed unless told otherwise, and then a long beyond 2^53 is off by one
# both when it is written and when it is read. Guess: Extended JSON keeps BSON's integers; only JSON.stringify does not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund bson@7.3.4
cat >probe.cjs <<'JS'
const { EJSON, Long } = require('bson');
const document = { n: Long.fromString('9007199254740993') };
console.log('written:', EJSON.stringify(document));
console.log('read:', String(EJSON.parse('{"n":9007199254740993}').n));
console.log('written with relaxed: false:', EJSON.stringify(document, { relaxed: false }));
JS
cat >seen.txt <<'TEXT'
written: {"n":9007199254740992}
read: 9007199254740992
written with relaxed: false: {"n":{"$numberLong":"9007199254740993"}}
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
