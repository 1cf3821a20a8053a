#!/usr/bin/env bash
# SecantusDB 0.6.0b17: a unique index refuses the value with which a document was inserted for ever, after the document was changed to
# another one, and even after it was deleted then. No document has the value. Guess: a unique index compares with what is stored.
# An update of another document to the value is accepted, an insert is not.
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
from pymongo.errors import DuplicateKeyError
people = MongoClient('127.0.0.1', int(sys.argv[1])).probe.people
people.create_index('name', unique=True)
def insert(name):
    try:
        people.insert_one({'name': name})
        return 'accepted'
    except DuplicateKeyError:
        return 'refused as a duplicate'
people.insert_one({'_id': 1, 'name': 'Ann'})
people.update_one({'_id': 1}, {'$set': {'name': 'Bob'}})
print('documents called Ann:', people.count_documents({'name': 'Ann'}), '- another Ann is', insert('Ann'))
people.delete_one({'_id': 1})
print('documents:', people.count_documents({}), '- another Ann is', insert('Ann'))
people.insert_one({'_id': 2, 'name': 'Cid'})
people.update_one({'_id': 2}, {'$set': {'name': 'Ann'}})
print('documents called Ann after an update of another one:', people.count_documents({'name': 'Ann'}))
PY
cat >seen.txt <<'TEXT'
documents called Ann: 0 - another Ann is refused as a duplicate
documents: 0 - another Ann is refused as a duplicate
documents called Ann after an update of another one: 1
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
