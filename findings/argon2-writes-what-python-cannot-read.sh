#!/usr/bin/env bash
# argon2 0.45.1 for Node writes the parameters of a hash in another order (m, p, t) than the reference implementation (m, t, p), and
# Python's argon2-cffi 25.1.0, which decodes with the reference's code, refuses it. Guess: a PHC string is a PHC string.
# @node-rs/argon2 2.2.1 writes m, t, p and reads both.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund argon2@0.45.1 @node-rs/argon2@2.2.1
python3 -m venv venv
venv/bin/pip --quiet --disable-pip-version-check install argon2-cffi==25.1.0
cat >probe.cjs <<'JS'
const { spawnSync } = require('node:child_process');
const node = require('argon2');
const rust = require('@node-rs/argon2');
const VERIFY = 'import sys,argon2\ntry: print(argon2.PasswordHasher().verify(sys.argv[1], "a password"))\nexcept argon2.exceptions.VerificationError as e: print(e)';
(async () => {
  for (const [name, hash] of [['argon2', await node.hash('a password')], ['@node-rs/argon2', await rust.hash('a password')]]) {
    const python = spawnSync('venv/bin/python', ['-c', VERIFY, hash]).stdout.toString().trim();
    const order = hash.split('$')[3].replace(/=\d+/g, '');
    console.log(`${name}: ${order}; argon2-cffi says ${python}; @node-rs/argon2 says ${await rust.verify(hash, 'a password')}`);
  }
})();
JS
cat >seen.txt <<'TEXT'
argon2: m,p,t; argon2-cffi says Decoding failed; @node-rs/argon2 says true
@node-rs/argon2: m,t,p; argon2-cffi says True; @node-rs/argon2 says true
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
