#!/usr/bin/env bash
# mongodb 7.8.0 (the driver): openDownloadStream with end 0 gives the whole file, as if nothing had been said; end 2 from start 2 gives
# nothing. Guess: { start: 0, end: 0 } gives nothing. A server of SecantusDB 0.6.0b17 keeps the file.
set -euo pipefail
work=$(mktemp -d)
cd "$work"
trap 'kill "${server:-}" 2>/dev/null; wait; rm -rf "$work"' EXIT
python3 -m venv venv
venv/bin/pip --quiet --disable-pip-version-check install --no-deps SecantusDB==0.6.0b17
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund mongodb@7.8.0
program=$(find venv -name secantusd-rs -type f | head -n 1)
"$program" --host 127.0.0.1 --port 0 --storage-path "$work/data" --cache-size 256M --log-file-max 64MB >server.log 2>&1 &
server=$!
for _ in $(seq 50); do
  port=$(sed -n 's/.*listening on 127.0.0.1:\([0-9]*\).*/\1/p' server.log)
  [ -z "$port" ] || break
  sleep 0.2
done
cat >probe.cjs <<'JS'
const { GridFSBucket, MongoClient } = require('mongodb');
(async () => {
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${process.argv[2]}/?directConnection=true`);
  const bucket = new GridFSBucket(client.db('probe'));
  const upload = bucket.openUploadStream('letters');
  await new Promise((resolve) => upload.end(Buffer.from('abcdefgh'), resolve));
  for (const part of [{ start: 0, end: 0 }, { end: 0 }, { start: 0, end: 1 }, { start: 2, end: 2 }, { start: 2, end: 4 }]) {
    const read = await bucket.openDownloadStream(upload.id, part).toArray();
    console.log(JSON.stringify(part), JSON.stringify(Buffer.concat(read).toString()));
  }
  await client.close();
})();
JS
cat >seen.txt <<'TEXT'
{"start":0,"end":0} "abcdefgh"
{"end":0} "abcdefgh"
{"start":0,"end":1} "a"
{"start":2,"end":2} ""
{"start":2,"end":4} "cd"
TEXT
node probe.cjs "$port" | tee now.txt
diff seen.txt now.txt
