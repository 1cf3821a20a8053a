#!/usr/bin/env bash
# SecantusDB 0.6.0b17: as soon as an index exists, valid queries lose documents that match them. Each line is one query over the same
# documents, read through the index and with the hint $natural. Guess: an index changes how fast an answer comes, never which.
# Seen: a descending index on texts and $gte; equality, a range and one more field behind it; a partial index and the query for its
# own filter; two bounds on a list; null through a list of documents. count, updateMany and deleteMany lose the same documents.
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
from pymongo import ASCENDING, DESCENDING
db = MongoClient('127.0.0.1', int(sys.argv[1])).probe
CASES = [
    ('descending texts', [{'n': n} for n in ('M', 'Ma', 'Mary', 'N')], dict(keys=[('n', DESCENDING)]), {'n': {'$gte': 'M'}}),
    ('a field behind a range', [{'a': 1, 'b': 3, 'c': 9}], dict(keys=[('a', 1), ('b', 1), ('c', 1)]), {'a': 1, 'b': {'$lte': 3}}),
    ('a partial index', [{'e': 'x', 'on': True}], dict(keys=[('e', 1), ('on', 1)], partialFilterExpression={'on': True}), {'on': True}),
    ('two bounds on a list', [{'a': [1, 9]}], dict(keys=[('a', ASCENDING)]), {'a': {'$gt': 2, '$lt': 8}}),
    ('null in a list', [{'o': [{'x': 1}, {'y': 2}]}], dict(keys=[('o.x', ASCENDING)]), {'o.x': None}),
]
for name, documents, index, query in CASES:
    collection = db[name.replace(' ', '_')]
    collection.insert_many(documents)
    collection.create_index(**index)
    print(f'{name}: {len(list(collection.find(query)))} of {len(list(collection.find(query).hint([("$natural", 1)])))}')
PY
cat >seen.txt <<'TEXT'
descending texts: 2 of 4
a field behind a range: 0 of 1
a partial index: 0 of 1
two bounds on a list: 0 of 1
null in a list: 0 of 1
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
