#!/usr/bin/env bash
# SecantusDB 0.6.0b17: $near gives the right documents in the order in which they were inserted; a limit then cuts off the nearest.
# Guess: $near sorts by distance, as MongoDB's manual says; $geoNear in a pipeline of the same server does.
# An area over the 180th meridian is taken as the rest of the world: the polygon holds the points it should not, and not its own.
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
places = MongoClient('127.0.0.1', int(sys.argv[1])).probe.places
point = lambda x, y: {'type': 'Point', 'coordinates': [x, y]}
places.insert_many([{'_id': 3, 'p': point(3, 0)}, {'_id': 2, 'p': point(2, 0)}, {'_id': 1, 'p': point(1, 0)}, {'_id': 'east', 'p': point(179.9, 0)}])
places.create_index([('p', '2dsphere')])
near = places.find({'p': {'$near': {'$geometry': point(0, 0), '$maxDistance': 500_000}}})
print('$near:', [one['_id'] for one in near])
pipeline = [{'$geoNear': {'near': point(0, 0), 'distanceField': 'd', 'maxDistance': 500_000}}]
print('$geoNear:', [one['_id'] for one in places.aggregate(pipeline)])
ring = [[179, -1], [-179, -1], [-179, 1], [179, 1], [179, -1]]
within = places.find({'p': {'$geoWithin': {'$geometry': {'type': 'Polygon', 'coordinates': [ring]}}}})
print('within 179 E to 179 W:', sorted(str(one['_id']) for one in within))
PY
cat >seen.txt <<'TEXT'
$near: [3, 2, 1]
$geoNear: [1, 2, 3]
within 179 E to 179 W: ['1', '2', '3']
TEXT
venv/bin/python probe.py "$port" | tee now.txt
diff seen.txt now.txt
