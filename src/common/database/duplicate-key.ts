import mongoose, { type mongo } from 'mongoose';
import { Conflict, type Issues } from '../errors/api-error.js';

/** The server's code of a write that a unique index refuses. */
export const DUPLICATE_KEY = 11000;

/** What a unique index (or `_id`) refused: an issue for each of its fields, and which document of a bulk it was. */
export interface Duplicate {
  readonly issues: Issues;
  /** Counted from 0. */
  readonly index: number;
}

/**
 * The duplicate behind a failed write; undefined when it failed for another reason. It has no issues where the server's
 * error does not tell which field it is.
 * @param documents what was written: an error that does not show the value has it from there
 */
export function findDuplicate(error: unknown, documents: readonly object[] = []): Duplicate | undefined {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return undefined;
  const refused = firstWriteError(error);
  const index = refused?.index ?? 0;
  const taken = findTaken(error, documents[index] ?? refused?.getOperation());
  const issues = taken.map(([field, value]) => [field, `value '${show(value)}' is not unique`] as const);
  return { issues: Object.fromEntries(issues), index };
}

/** The conflict behind error 11000: which fields of a unique index (or `_id`) hold a value that is taken. */
export function toConflict(error: mongo.MongoServerError): Conflict {
  const { issues = {} } = findDuplicate(error) ?? {};
  if (Object.keys(issues).length === 0) return new Conflict('The document collides with a stored one.');
  return new Conflict(
    `The document collides with a stored one: ${Object.keys(issues).join(', ')} must be unique.`,
    issues,
  );
}

type Taken = readonly (readonly [field: string, value: unknown])[];

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

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toUTCString();
  if (value instanceof mongoose.Types.ObjectId) return value.toHexString();
  return value === undefined ? '' : JSON.stringify(value);
}
