import mongoose, { type mongo } from 'mongoose';
import { Conflict, type Issues } from '../errors/api-error.js';
import { describeDuplicate } from '../errors/describe-duplicate.js';

/** The server's code of a write that a unique index refuses. */
export const DUPLICATE_KEY = 11000;

/** The fields of a unique index (or `_id`) with the values that are taken. */
type Taken = readonly (readonly [path: string, value: unknown])[];

/** The value a unique index (or `_id`) rejected, and the document of a bulk it was in. */
export interface Duplicate {
  readonly taken: Taken;
  /** Counted from 0. */
  readonly index: number;
}

/**
 * The duplicate behind a failed write; undefined when it failed for another reason. Nothing is told to be taken where
 * the server's error does not tell which field it is.
 * @param documents what was written: an error that does not show the value has it from there
 */
export function findDuplicate(error: unknown, documents: readonly object[] = []): Duplicate | undefined {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return undefined;
  const refused = firstWriteError(error);
  const index = refused?.index ?? 0;
  return { taken: findTaken(error, documents[index] ?? refused?.getOperation()), index };
}

/** The conflict behind error 11000: which fields of a unique index (or `_id`) hold a value that is taken. */
export function toConflict(error: mongo.MongoServerError): Conflict {
  const { taken = [] } = findDuplicate(error) ?? {};
  if (taken.length === 0) return new Conflict('The document collides with a stored one.');
  const fields = taken.map(([field]) => field).join(', ');
  const issues: Issues = Object.fromEntries(taken.map(([field, value]) => [field, describeDuplicate(value)]));
  return new Conflict(`The document collides with a stored one: ${fields} must be unique.`, issues);
}

function findTaken(error: mongo.MongoServerError, refused: unknown): Taken {
  const keyValue: unknown = error['keyValue'];
  const keyPattern: unknown = error['keyPattern'];
  if (isRecord(keyValue)) return Object.entries(keyValue);
  const fields = isRecord(keyPattern) ? Object.keys(keyPattern) : findFieldsInText(error.message);
  return fields.map((field) => [field, readPath(refused, field)]);
}

/** A bulk write's error tells the key in its text only: `{ city: "Oslo" }`, or `Document({"city": String("Oslo")})` in SecantusDB. */
function findFieldsInText(message: string): readonly string[] {
  const [, key = '', debugKey = ''] = /dup key: (?:\{ (.*) \}|Document\(\{(.*)\}\))/s.exec(message) ?? [];
  const names = [...withoutTexts(key).matchAll(/(?:^|, )([^\s:,]+): /g)];
  const debugNames = [...debugKey.matchAll(/(?:^|, )"((?:[^"\\]|\\.)*)": [A-Z]/g)];
  return [...names, ...debugNames].map(([, name = '']) => name);
}

function withoutTexts(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
}

function firstWriteError(error: mongo.MongoServerError): mongo.WriteError | undefined {
  return error instanceof mongoose.mongo.MongoBulkWriteError ? [error.writeErrors].flat()[0] : undefined;
}

function readPath(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), document);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
