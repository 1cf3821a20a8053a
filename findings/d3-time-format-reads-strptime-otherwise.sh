#!/usr/bin/env bash
# d3-time-format 4.1.1 has the directives of Python's strptime, and reads some texts otherwise. 30 February, month 13 and hour 25
# roll over in place of being refused; `%f` pads on the left (.5 is five microseconds, in Python half a second).
# Guess: the same format string accepts and means the same in both. Python 3 (from the machine) answers beside it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund d3-time-format@4.1.1
cat >probe.cjs <<'JS'
const { execFileSync } = require('node:child_process');
const { utcParse } = require('d3-time-format');
const PYTHON = 'import sys,datetime\ntry: print(datetime.datetime.strptime(sys.argv[2], sys.argv[1]).isoformat(timespec="milliseconds"))\nexcept ValueError: print("refused")';
for (const [format, text] of [['%Y-%m-%d', '2026-02-30'], ['%Y-%m-%d', '2026-13-01'], ['%Y-%m-%d %H', '2026-01-01 25'], ['%Y-%m-%d %S.%f', '2026-01-01 00.5']]) {
  const python = execFileSync('python3', ['-c', PYTHON, format, text]).toString().trim();
  console.log(`${text}: d3 ${utcParse(format)(text)?.toISOString() ?? 'refused'}, Python ${python}`);
}
JS
cat >seen.txt <<'TEXT'
2026-02-30: d3 2026-03-02T00:00:00.000Z, Python refused
2026-13-01: d3 2027-01-01T00:00:00.000Z, Python refused
2026-01-01 25: d3 2026-01-02T01:00:00.000Z, Python refused
2026-01-01 00.5: d3 2026-01-01T00:00:00.000Z, Python 2026-01-01T00:00:00.500
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
