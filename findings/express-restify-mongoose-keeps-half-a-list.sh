#!/usr/bin/env bash
# express-restify-mongoose 9.0.13: POST of a list in which one document is not valid answers 400, as for a single one, and stores the valid
# ones; PATCH with an If-Match that names another state is done. Guess: 400 says that nothing was stored, and a precondition is met or 412.
# (The database is SecantusDB 0.6.0b17, which has no part in it.)
set -euo pipefail
work=$(mktemp -d)
cd "$work"
trap 'kill "${server:-}" 2>/dev/null; wait; rm -rf "$work"' EXIT
python3 -m venv engine
engine/bin/pip --quiet --disable-pip-version-check install --no-deps SecantusDB==0.6.0b17
npm install --silent --no-save --no-audit --no-fund express@5.3.0 express-restify-mongoose@9.0.13 mongoose@8.24.10 >/dev/null
program=$(find engine -name secantusd-rs -type f | head -n 1)
"$program" --host 127.0.0.1 --port 0 --storage-path "$work/data" --cache-size 256M --log-file-max 64MB >server.log 2>&1 &
server=$!
for _ in $(seq 50); do
  port=$(sed -n 's/.*listening on 127.0.0.1:\([0-9]*\).*/\1/p' server.log)
  [ -z "$port" ] || break
  sleep 0.2
done
cat >probe.mjs <<'JS'
import express from 'express';
import mongoose from 'mongoose';
import { serve } from 'express-restify-mongoose';
await mongoose.connect(`mongodb://127.0.0.1:${process.argv[2]}/probe`);
const People = mongoose.model('people', new mongoose.Schema({ name: { type: String, required: true } }));
const app = express();
app.use(express.json());
serve(app, People, { prefix: '', version: '' });
const listening = app.listen(0, '127.0.0.1', async () => {
  const send = (method, path, body, headers = {}) =>
    fetch(`http://127.0.0.1:${listening.address().port}/people${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const many = await send('POST', '', [{ name: 'Ann' }, { age: 7 }, { name: 'Bob' }]);
  console.log('POST of three, one without a name:', many.status, 'stored', await People.countDocuments());
  const ann = await People.findOne({ name: 'Ann' });
  const patched = await send('PATCH', `/${ann._id}`, { name: 'Cid' }, { 'if-match': '"another state"' });
  console.log('PATCH if it is another state:', patched.status, (await People.findById(ann._id)).name);
  process.exit();
});
JS
cat >seen.txt <<'TEXT'
POST of three, one without a name: 400 stored 2
PATCH if it is another state: 200 Cid
TEXT
node probe.mjs "$port" | tee now.txt
diff seen.txt now.txt
