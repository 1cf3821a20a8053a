#!/usr/bin/env bash
# mongodb 7.8.0 (the driver): a find that is given timeoutMS waits on for a server that does not answer; one that is given
# AbortSignal.timeout(ms) ends, with an error that is not the signal's: MongoOperationTimeoutError, "(undefinedms)". One that is given
# a signal that is aborted with an error of one's own ends with that. Guess: timeoutMS ends it; a signal's reason is what is thrown.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund mongodb@7.8.0
cat >probe.cjs <<'JS'
const { createServer } = require('node:net');
const { BSON, MongoClient } = require('mongodb');

const HELLO = { ok: 1, helloOk: true, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 25, readOnly: false, maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000 };
const [OP_REPLY, OP_QUERY, OP_MSG] = [1, 2004, 2013];

/** Says hello, and nothing else. */
function answer(message) {
  const code = message.readInt32LE(12);
  const body = BSON.deserialize(message.subarray(code === OP_QUERY ? message.indexOf(0, 20) + 9 : 21));
  if (!('hello' in body || 'ismaster' in body || 'isMaster' in body)) return undefined;
  const document = BSON.serialize(HELLO);
  const head = Buffer.alloc(code === OP_QUERY ? 36 : 21);
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(code === OP_QUERY ? OP_REPLY : OP_MSG, 12);
  if (code === OP_QUERY) head.writeInt32LE(1, 32);
  return Buffer.concat([head, document]);
}

const server = createServer((socket) => {
  let read = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    read = Buffer.concat([read, data]);
    while (read.length >= 4 && read.length >= read.readInt32LE(0)) {
      const message = read.subarray(0, read.readInt32LE(0));
      read = read.subarray(message.length);
      const reply = answer(message);
      if (reply) socket.write(reply);
    }
  });
});

server.listen(0, '127.0.0.1', async () => {
  const client = new MongoClient(`mongodb://127.0.0.1:${server.address().port}/?directConnection=true`, { serverMonitoringMode: 'poll' });
  const things = client.db('probe').collection('things');
  const told = (error) => `${error.name}: ${error.message}`;
  const within = (promise) => {
    let timer;
    const late = new Promise((resolve) => { timer = setTimeout(resolve, 3000, 'no answer and no error in 3 seconds'); });
    return Promise.race([promise.then(() => 'an answer', told), late]).finally(() => clearTimeout(timer));
  };
  console.log('timeoutMS 200:', await within(things.find({}, { timeoutMS: 200 }).toArray()));
  console.log('AbortSignal.timeout(200):', await within(things.find({}, { signal: AbortSignal.timeout(200) }).toArray()));
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('my own')), 200);
  console.log('abort(my own):', await within(things.find({}, { signal: controller.signal }).toArray()));
  process.exit(0);
});
JS
cat >seen.txt <<'TEXT'
timeoutMS 200: no answer and no error in 3 seconds
AbortSignal.timeout(200): MongoOperationTimeoutError: Timed out during socket read (undefinedms)
abort(my own): Error: my own
TEXT
node probe.cjs | tee now.txt
diff seen.txt now.txt
