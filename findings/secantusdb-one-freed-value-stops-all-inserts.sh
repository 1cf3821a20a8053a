#!/usr/bin/env bash
# SecantusDB 0.6.0b17: an unordered insert of several documents, of which one has a value that its unique index keeps of a document that was
# changed, inserts none of them: it fails as a whole and names no document. With a value that is really taken it inserts all others and
# names that one. Guess: of an unordered insert only documents at fault are left out.
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
database = MongoClient('127.0.0.1', int(sys.argv[1])).probe
people = database.people
people.create_index('name', unique=True)
people.insert_many([{'_id': 1, 'name': 'Ann'}, {'_id': 2, 'name': 'Bob'}])
people.update_one({'_id': 1}, {'$set': {'name': 'Cid'}})
def insert(*names):
    answer = database.command('insert', 'people', ordered=False, documents=[{'name': name} for name in names], check=False)
    errors = [error['index'] for error in answer.get('writeErrors', [])]
    print(names, 'ok', int(answer['ok']), 'code', answer.get('code'), 'writeErrors', errors, 'stored', people.count_documents({'name': {'$in': list(names)}}))
insert('Dee', 'Bob', 'Eve')
insert('Fay', 'Ann', 'Gus')
PY
cat >seen.txt <<'TEXT'
('Dee', 'Bob', 'Eve') ok 1 code None writeErrors [1] stored 3
('Fay', 'Ann', 'Gus') ok 0 code 11000 writeErrors [] stored 0
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
