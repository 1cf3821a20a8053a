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

/** The duplicate behind a failed write; undefined when it failed for another reason. */
export function findDuplicate(error: unknown): Duplicate | undefined {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return undefined;
  const issues = findTaken(error).map(([field, value]) => [field, `value '${show(value)}' is not unique`] as const);
  return { issues: Object.fromEntries(issues), index: firstWriteError(error)?.index ?? 0 };
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

function findTaken(error: mongo.MongoServerError): Taken {
  const keyValue: unknown = error['keyValue'];
  const keyPattern: unknown = error['keyPattern'];
  if (isRecord(keyValue)) return Object.entries(keyValue);
  if (isRecord(keyPattern)) return Object.keys(keyPattern).map((field) => [field, undefined]);
  return findTakenInText(error.message, error);
}

/** A bulk write's error tells the key in its text only; the values are read from the refused document. */
function findTakenInText(message: string, error: mongo.MongoServerError): Taken {
  const key = /dup key: \{ (.*) \}/s.exec(message)?.[1]?.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""') ?? '';
  const fields = [...key.matchAll(/(?:^|, )([^\s:,]+): /g)].map((match) => match[1] ?? '');
  const document = readRefused(error);
  return fields.map((field) => [field, readPath(document, field)]);
}

function readRefused(error: mongo.MongoServerError): unknown {
  return firstWriteError(error)?.getOperation();
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
