import mongoose, { type mongo } from 'mongoose';
import { Conflict, type Issues } from '../errors/api-error.js';
import { describeDuplicate } from '../errors/describe-duplicate.js';

/** The server's code of a write that a unique index rejects. */
export const DUPLICATE_KEY = 11000;

/** The fields of a unique index (or `_id`) with the values that another document has. */
type DuplicateValues = readonly (readonly [path: string, value: unknown])[];

/** The value a unique index (or `_id`) rejected, and the document of a bulk it was in. */
export interface Duplicate {
  readonly values: DuplicateValues;
  /** Counted from 0. */
  readonly index: number;
}

/**
 * The duplicate behind a failed write; undefined when it failed for another reason. No values are given where
 * the server's error does not name the field.
 * @param documents what was written: an error that does not show the value has it from there
 */
export function findDuplicate(error: unknown, documents: readonly object[] = []): Duplicate | undefined {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return undefined;
  const rejected = firstWriteError(error);
  const index = rejected?.index ?? 0;
  return { values: findValues(error, documents[index] ?? rejected?.getOperation()), index };
}

/** The conflict behind error 11000: which fields of a unique index (or `_id`) hold a value that another document has. */
export function toConflict(error: mongo.MongoServerError): Conflict {
  const { values = [] } = findDuplicate(error) ?? {};
  if (values.length === 0) return new Conflict('The document collides with a stored one.');
  const fields = values.map(([field]) => field).join(', ');
  const issues: Issues = Object.fromEntries(values.map(([field, value]) => [field, describeDuplicate(value)]));
  return new Conflict(`The document collides with a stored one: ${fields} must be unique.`, issues);
}

function findValues(error: mongo.MongoServerError, rejected: unknown): DuplicateValues {
  const keyValue: unknown = error['keyValue'];
  const keyPattern: unknown = error['keyPattern'];
  if (isRecord(keyValue)) return Object.entries(keyValue);
  const fields = isRecord(keyPattern) ? Object.keys(keyPattern) : findFieldsInText(error.message);
  return fields.map((field) => [field, readPath(rejected, field)]);
}

/** A bulk write's error has the key in its message only: `{ city: "Oslo" }`, or `Document({"city": String("Oslo")})` in SecantusDB. */
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
