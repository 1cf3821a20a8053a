#!/usr/bin/env bash
# Eve 2.3.1 on Cerberus 1.3.8: an integer field takes 1.9 and stores 1, with 201 and no word of it; true is 1 too. Cerberus alone refuses
# 1.9. Guess: type: integer refuses what is none. Eve casts every value with int() before it validates, so old data that came in through
# it was cut, and clients that sent fractions never learned of it. (The database is SecantusDB 0.6.0b17, which has no part in it.)
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
from cerberus import Validator
schema = {'age': {'type': 'integer'}}
people = Eve(settings={
    'MONGO_URI': f'mongodb://127.0.0.1:{sys.argv[1]}/probe',
    'RESOURCE_METHODS': ['GET', 'POST'],
    'DOMAIN': {'people': {'schema': schema}},
}).test_client()
for value in (1.9, True, 'x'):
    answer = people.post('/people', json={'age': value})
    stored = people.get('/people/' + answer.json['_id']).json['age'] if answer.status_code == 201 else None
    print(f'{value!r}: Cerberus {Validator(schema).validate({"age": value})}, Eve {answer.status_code}, stored {stored!r}')
PY
cat >seen.txt <<'TEXT'
1.9: Cerberus False, Eve 201, stored 1
True: Cerberus True, Eve 201, stored 1
'x': Cerberus False, Eve 422, stored None
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
