#!/usr/bin/env bash
# Eve 2.3.1: DELETE of a collection with a `where` deletes every document: the query is ignored, without a word. Guess: the query that GET
# understands limits DELETE too, or is refused. (The database is SecantusDB 0.6.0b17, which has no part in it.)
set -euo pipefail
work=$(mktemp -d)
cd "$work"
trap 'kill "${server:-}" 2>/dev/null; wait; rm -rf "$work"' EXIT
python3 -m venv engine
python3 -m venv venv
engine/bin/pip --quiet --disable-pip-version-check install --no-deps SecantusDB==0.6.0b17
venv/bin/pip --quiet --disable-pip-version-check install Eve==2.3.1 Cerberus==1.3.8 Werkzeug==3.1.9 Flask==3.1.3 pymongo==4.20.0
program=$(find engine -name secantusd-rs -type f | head -n 1)
"$program" --host 127.0.0.1 --port 0 --storage-path "$work/data" --cache-size 256M --log-file-max 64MB >server.log 2>&1 &
server=$!
for _ in $(seq 50); do
  port=$(sed -n 's/.*listening on 127.0.0.1:\([0-9]*\).*/\1/p' server.log)
  [ -z "$port" ] || break
  sleep 0.2
done
cat >probe.py <<'PY'
import sys
from eve import Eve
people = Eve(settings={
    'MONGO_URI': f'mongodb://127.0.0.1:{sys.argv[1]}/probe',
    'RESOURCE_METHODS': ['GET', 'POST', 'DELETE'],
    'DOMAIN': {'people': {'schema': {'name': {'type': 'string'}}}},
}).test_client()
people.post('/people', json=[{'name': 'Ann'}, {'name': 'Bob'}])
where = {'where': '{"name": "Ann"}'}
print('GET finds', people.get('/people', query_string=where).json['_meta']['total'])
answer = people.delete('/people', query_string=where)
print('DELETE', answer.status_code, 'leaves', people.get('/people').json['_meta']['total'])
PY
cat >seen.txt <<'TEXT'
GET finds 1
DELETE 204 leaves 0
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
