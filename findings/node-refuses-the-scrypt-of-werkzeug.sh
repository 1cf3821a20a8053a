#!/usr/bin/env bash
# Werkzeug 3.1.9 hashes passwords with scrypt:32768:8:1 unless told otherwise. Node's crypto.scrypt refuses just these parameters:
# its default memory bound is 32 MiB, which they pass by 3 kB. Guess: the default of one is verified by the default of the other.
# An account that a Flask or Eve service made can be verified with maxmem of at least 128 * r * (N + 2 + p) bytes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip --quiet --disable-pip-version-check install Werkzeug==3.1.9
cat >probe.cjs <<'JS'
const { execFileSync } = require('node:child_process');
const { scryptSync } = require('node:crypto');
const hash = execFileSync('venv/bin/python', ['-c', 'from werkzeug.security import generate_password_hash as h; print(h("a password"))']).toString().trim();
const [method, salt, key] = hash.split('$');
console.log(method);
const options = { N: 32768, r: 8, p: 1 };
try {
  console.log('default:', scryptSync('a password', salt, 64, options).toString('hex') === key);
} catch ({ code }) {
  console.log('default:', code);
}
console.log('with maxmem 33557504:', scryptSync('a password', salt, 64, { ...options, maxmem: 33557504 }).toString('hex') === key);
JS
cat >seen.txt <<'TEXT'
scrypt:32768:8:1
default: ERR_CRYPTO_INVALID_SCRYPT_PARAMS
with maxmem 33557504: true
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
