#!/usr/bin/env bash
# fast-check 4.10.2: when the time limit of interruptAfterTimeLimit is over, assert resolves while the case that was begun still runs,
# and succeeds whatever that case will do. Guess: it waits for the case, as it does for all others; so what the case writes afterwards is
# met by the next test, and a failure in it by nobody.
set -euo pipefail
work=$(mktemp -d)
cd "$work"
trap 'rm -rf "$work"' EXIT
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund fast-check@4.10.2
cat >probe.cjs <<'JS'
const fc = require('fast-check');
const { setTimeout: sleep } = require('node:timers/promises');
(async () => {
  let begun = 0;
  let ended = 0;
  const slow = fc.asyncProperty(fc.integer(), async () => {
    begun += 1;
    await sleep(begun === 1 ? 10 : 1500);
    ended += 1;
    if (begun > 1) throw new Error('the second case fails');
  });
  await fc.assert(slow, { numRuns: 10, interruptAfterTimeLimit: 500 });
  console.log(`assert has succeeded: ${begun} cases begun, ${ended} ended`);
  await sleep(2000);
  console.log(`two seconds later: ${begun} begun, ${ended} ended`);
})();
JS
cat >seen.txt <<'TEXT'
assert has succeeded: 2 cases begun, 1 ended
two seconds later: 2 begun, 2 ended
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
