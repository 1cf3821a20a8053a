#!/usr/bin/env bash
# SecantusDB 0.6.0b17: an update of a member of a list element that is not there is dropped: one document matched, none modified, no
# error. Guess: the element is created, padded with null, as it is for a whole element in the same server.
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
lists = MongoClient('127.0.0.1', int(sys.argv[1])).probe.lists
lists.insert_many([{'_id': 1, 'o': []}, {'_id': 2, 'o': []}])
member = lists.update_one({'_id': 1}, {'$set': {'o.0.x': 7}})
whole = lists.update_one({'_id': 2}, {'$set': {'o.0': {'x': 7}}})
print('member:', member.matched_count, member.modified_count, lists.find_one({'_id': 1}))
print('whole element:', whole.matched_count, whole.modified_count, lists.find_one({'_id': 2}))
PY
cat >seen.txt <<'TEXT'
member: 1 0 {'_id': 1, 'o': []}
whole element: 1 1 {'_id': 2, 'o': [{'x': 7}]}
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
