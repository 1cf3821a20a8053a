#!/usr/bin/env bash
# SecantusDB 0.6.0b17: a TTL index with a partialFilterExpression deletes every document whose date is past, those outside the filter
# too. listIndexes shows the filter. Guess: only documents in the index expire. Takes up to two minutes: the server looks once in a while.
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
import datetime, time
sessions = MongoClient('127.0.0.1', int(sys.argv[1])).probe.sessions
past = datetime.datetime(2020, 1, 1)
sessions.create_index('at', expireAfterSeconds=0, partialFilterExpression={'expires': True})
sessions.insert_many([{'_id': 1, 'at': past, 'expires': True}, {'_id': 2, 'at': past, 'expires': False}, {'_id': 3, 'at': past}])
print('filter:', dict(sessions.index_information()['at_1']['partialFilterExpression']))
for _ in range(150):
    if sessions.find_one({'_id': 1}) is None:
        break
    time.sleep(1)
time.sleep(1)
print('left:', [one['_id'] for one in sessions.find()])
PY
cat >seen.txt <<'TEXT'
filter: {'expires': True}
left: []
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
