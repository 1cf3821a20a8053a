#!/usr/bin/env bash
# find-my-way 9.0.0 (Fastify's router): two routes whose parameters differ only in their regular expressions are one route, and the
# second one is refused as declared already. Guess: patterns that exclude each other tell routes apart, as they do in Werkzeug and in
# Express. Eve's item URL and additional look-up beside each other need one route that asks which pattern matches.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund find-my-way@9.0.0
cat >probe.cjs <<'JS'
const routes = require('find-my-way')();
routes.on('GET', '/people/:id(\\d+)', () => undefined);
try {
  routes.on('GET', '/people/:name([a-z]+)', () => undefined);
  console.log('both are routes');
} catch ({ message }) {
  console.log(message);
}
JS
cat >seen.txt <<'TEXT'
Method 'GET' already declared for route '/people/:()' with constraints '{}'
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
