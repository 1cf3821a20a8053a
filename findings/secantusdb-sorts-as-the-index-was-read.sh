#!/usr/bin/env bash
# SecantusDB 0.6.0b17: what is sorted by one field comes in the order in which an index of it was read. With $in over an index that is
# the order of the list, or its reverse; with the hint _id_ it is the order of insertion. Sorted by two fields it comes right.
# Guess: sort() decides over the order, whatever index answers.
set -euo pipefail
work=$(mktemp -d)
cd "$work"
trap 'kill "${server:-}" 2>/dev/null; wait; rm -rf "$work"' EXIT
python3 -m venv venv
venv/bin/pip --quiet --disable-pip-version-check install --no-deps SecantusDB==0.6.0b17 pymongo==4.20.0 dnspython==2.8.0
program=$(find venv -name secantusd-rs -type f | head -n 1)
"$program" --host 127.0.0.1 --port 0 --storage-path "$work/data" --cache-size 256M --log-file-max 64MB >server.log 2>&1 &
server=$!
for _ in $(seq 50); do
  port=$(sed -n 's/.*listening on 127.0.0.1:\([0-9]*\).*/\1/p' server.log)
  [ -z "$port" ] || break
  sleep 0.2
done
cat >probe.py <<'PY'
import sys
from pymongo import MongoClient
things = MongoClient('127.0.0.1', int(sys.argv[1])).probe.things
things.insert_many([{'_id': 3, 'x': 6}, {'_id': 2, 'x': 5}, {'_id': 1, 'x': 1}])
some = {'x': {'$in': [5, 6, 1]}}
show = lambda found: [one['x'] for one in found]
print('without an index:', show(things.find(some).sort('x', 1)))
things.create_index('x')
print('with one:', show(things.find(some).sort('x', 1)))
print('with one, backwards:', show(things.find(some).sort('x', -1)))
print('with one, by x and _id:', show(things.find(some).sort([('x', 1), ('_id', 1)])))
print('ids, hint _id_:', [one['_id'] for one in things.find().sort('_id', 1).hint('_id_')])
print('ids, hint $natural:', [one['_id'] for one in things.find().sort('_id', 1).hint([('$natural', 1)])])
PY
cat >seen.txt <<'TEXT'
without an index: [1, 5, 6]
with one: [5, 6, 1]
with one, backwards: [1, 6, 5]
with one, by x and _id: [1, 5, 6]
ids, hint _id_: [3, 2, 1]
ids, hint $natural: [1, 2, 3]
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
