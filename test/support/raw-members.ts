import mongoose from 'mongoose';
import { storedIn } from './stored.js';
import type { TestApp } from './test-app.js';

/** The one document with an id as the database holds it: its members in order, each as its type and the hex of its bytes. */
export async function rawMembers(service: TestApp, collection: string, _id: unknown): Promise<Map<string, string>> {
  const filter: Readonly<Record<string, unknown>> = { _id };
  const bytes: unknown = await storedIn(service, collection).findOne(filter, { raw: true });
  if (!Buffer.isBuffer(bytes)) throw new Error(`${collection} has no document ${String(_id)}.`);
  return split(bytes);
}

/** The members of a sub-document that `rawMembers` gave; none where it is not there. */
export function membersIn(element = ''): Map<string, string> {
  const [, hex] = element.split(' ');
  return split(Buffer.from(hex ?? '0500000000', 'hex'));
}

function split(document: Buffer): Map<string, string> {
  const elements = [...mongoose.mongo.BSON.onDemand.parseToElements(document)];
  return new Map(
    elements.map(([type, nameOffset, nameLength, offset, length]) => [
      document.toString('utf8', nameOffset, nameOffset + nameLength),
      `${type} ${document.toString('hex', offset, offset + length)}`,
    ]),
  );
}
