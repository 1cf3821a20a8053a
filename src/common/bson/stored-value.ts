import mongoose from 'mongoose';
import { hasMembers } from './is-same-value.js';
import { readDocument } from './lossless-reading.js';
import { rawElements, type RawElement } from './raw-element.js';

/** A value that is stored: as the engine reads it, and as it is. */
export interface StoredValue extends Pick<RawElement, 'type' | 'bytes'> {
  readonly value: unknown;
}

/** A whole document. */
export function storedDocument(bytes: Buffer): StoredValue & { readonly value: object } {
  return { value: readDocument(bytes), type: mongoose.mongo.BSON.BSONType.object, bytes };
}

/** The members of a document, by name and in order; nothing where the value is none. */
export function storedMembers({ value, bytes }: StoredValue): ReadonlyMap<string, StoredValue> {
  if (!hasMembers(value)) return new Map();
  return new Map(
    rawElements(bytes).map(({ name, type, bytes: own }) => [name, { value: value[name], type, bytes: own }]),
  );
}

/** The elements of a list; nothing where the value is none. */
export function storedElements({ value, bytes }: StoredValue): readonly StoredValue[] {
  if (!Array.isArray(value)) return [];
  const elements: readonly unknown[] = value;
  return rawElements(bytes).map(({ type, bytes: own }, index) => ({ value: elements[index], type, bytes: own }));
}
