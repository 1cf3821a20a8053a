#!/usr/bin/env bash
# ml-regression 6.3.0: `score().r2` is the square of the correlation of predictions and values, not the coefficient of determination.
# A model that is wrong by 10 everywhere, and one that falls where the values rise, have r2 = 1. Guess: r2 = 1 - SSres/SStot, as in
# scikit-learn, where both are far below 0. A model chosen by this figure may be the worst one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund ml-regression@6.3.0
cat >probe.cjs <<'JS'
const { SimpleLinearRegression } = require('ml-regression');
const line = new SimpleLinearRegression([1, 2, 3], [1, 2, 3]);
const values = { 'ten too high': [11, 12, 13], 'the other way round': [30, 20, 10] };
for (const [name, y] of Object.entries(values)) {
  const mean = y.reduce((sum, one) => sum + one) / y.length;
  const residual = y.reduce((sum, one, i) => sum + (one - line.predict(i + 1)) ** 2, 0);
  const total = y.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  console.log(`${name}: r2 ${line.score([1, 2, 3], y).r2}, coefficient of determination ${(1 - residual / total).toFixed(2)}`);
}
JS
cat >seen.txt <<'TEXT'
ten too high: r2 1, coefficient of determination -149.00
the other way round: r2 1, coefficient of determination -5.07
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
