#!/usr/bin/env bash
# bson 7.3.4 (the driver's): a date beyond what JavaScript can hold (Java writes Long.MAX_VALUE for "never") is read as an Invalid
# Date, is null in JSON, and is written back as 1 January 1970 without an error. Over a TTL index that deletes the document.
# Guess: what cannot be represented is refused, or kept.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund bson@7.3.4
cat >probe.cjs <<'JS'
const { deserialize, serialize } = require('bson');
const never = Buffer.from(serialize({ expires: new Date(0) }));
const at = never.indexOf('expires') + 'expires'.length + 1;
never.writeBigInt64LE(9223372036854775807n, at);
const read = deserialize(never);
console.log('read:', String(read.expires), JSON.stringify(read));
console.log('written back, milliseconds:', String(Buffer.from(serialize(read)).readBigInt64LE(at)));
JS
cat >seen.txt <<'TEXT'
read: Invalid Date {"expires":null}
written back, milliseconds: 0
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
