#!/usr/bin/env bash
# fast-json-stringify 6 (Fastify's, used for every response schema): null in an integer or number property is written as 0, which is
# another value, and a BSON Long beyond 2^53 off by one. Guess: a value that does not fit the schema is an error, or null.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund fast-json-stringify@6.1.1 bson@7.3.4
cat >probe.cjs <<'JS'
const stringify = require('fast-json-stringify')({ type: 'object', properties: { rank: { type: 'integer' }, price: { type: 'number' } } });
const { Long } = require('bson');
console.log(stringify({ rank: null, price: null }));
console.log(stringify({ rank: Long.fromString('9007199254740993') }));
JS
cat >seen.txt <<'TEXT'
{"rank":0,"price":0}
{"rank":9007199254740992}
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
