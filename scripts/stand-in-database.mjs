import mongoose from 'mongoose';
import { once } from 'node:events';
import { createServer } from 'node:net';

const { deserialize, serialize, Long } = mongoose.mongo.BSON;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** What every command is answered: that of a lone server that can do all, and has nothing. */
const ANSWER = {
  ok: 1,
  ismaster: true,
  isWritablePrimary: true,
  helloOk: true,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 25,
  version: '8.0.0',
  n: 1,
};

/** Something that speaks MongoDB's protocol, as much of it as a start and a few requests take: it finds whatever was inserted last. → its URI. */
export async function openStandIn() {
  let inserted = [];
  const answerTo = (command, documents) => {
    const [name] = Object.keys(command);
    if (name === 'insert') inserted = command.documents ?? documents;
    const firstBatch = name === 'find' || name === 'aggregate' ? inserted : [];
    return { ...ANSWER, cursor: { id: Long.ZERO, ns: 'stand.in', firstBatch } };
  };
  const server = createServer((socket) => converse(socket, answerTo)).unref();
  return `mongodb://127.0.0.1:${await listen(server)}/warm_up`;
}

/** A port that nobody listens on. */
export async function portOf() {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

function converse(socket, answerTo) {
  let received = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= HEADER && received.length >= received.readInt32LE(0)) {
      const length = received.readInt32LE(0);
      socket.write(reply(received.subarray(0, length), answerTo));
      received = received.subarray(length);
    }
  });
}

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
function reply(message, answerTo) {
  const id = message.readInt32LE(4);
  if (message.readInt32LE(12) === OP_QUERY) {
    const document = serialize(answerTo({ hello: 1 }, []));
    const head = Buffer.alloc(20);
    head.writeInt32LE(1, 16); // one document
    return frame(id, OP_REPLY, [head, document]);
  }
  const { command, documents } = readSections(message.subarray(HEADER + 4));
  return frame(id, OP_MSG, [Buffer.alloc(5), serialize(answerTo(command, documents))]);
}

/** The command is of kind 0; documents that are written may follow it in a sequence, of kind 1. */
function readSections(bytes) {
  let command = {};
  const documents = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readInt32LE(at + 1);
    const section = bytes.subarray(at + 1, at + 1 + size);
    if (bytes[at] === 0) command = deserialize(section);
    else {
      for (let next = bytes.indexOf(0, at + 5) - at; next < size; next += section.readInt32LE(next))
        documents.push(deserialize(section.subarray(next, next + section.readInt32LE(next))));
    }
    at += 1 + size;
  }
  return { command, documents };
}

function frame(responseTo, operation, parts) {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(HEADER);
  head.writeInt32LE(HEADER + body.length, 0);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(operation, 12);
  return Buffer.concat([head, body]);
}
