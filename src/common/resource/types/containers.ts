import mongoose from 'mongoose';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { asItIs } from './from-string.js';
import { valueKey } from './value-key.js';
import type { ValueType } from './value-type.js';

const { Mixed } = mongoose.Schema.Types;

/** A sub-document. */
export const DICT: ValueType = {
  has: isSubDocument,
  cast: asItIs,
  prop: Mixed,
  property: { type: 'object', additionalProperties: true },
  example: {},
  matchedBy: ['place'],
  kind: 'document',
};

/** A list. */
export const LIST: ValueType = {
  has: Array.isArray,
  cast: asItIs,
  prop: [Mixed],
  property: { type: 'array' },
  example: [],
  matchedBy: ['list', 'place'],
  kind: 'list',
};

/** A list without duplicates. */
export const SET: ValueType = {
  has: (value) => Array.isArray(value) && new Set(value.map(valueKey)).size === value.length,
  cast: asItIs,
  prop: [Mixed],
  property: { type: 'array', uniqueItems: true },
  example: [],
  matchedBy: ['list'],
  kind: 'list',
};

/** A list or a sub-document. */
export const CONTAINER: ValueType = {
  has: (value) => Array.isArray(value) || isSubDocument(value),
  cast: asItIs,
  prop: Mixed,
  property: { type: ['object', 'array'] },
  example: [],
  matchedBy: ['list', 'place'],
  kind: 'container',
};
