import mongoose from 'mongoose';

type Filter = Readonly<Record<string, unknown>>;

/** How a read is asked where indexes lose documents. */
interface SafeRead {
  readonly filter: Filter;
  /** No index is used; undefined where one may be. */
  readonly hint: { readonly $natural: 1 } | undefined;
}

const NATURAL = { $natural: 1 } as const;

/**
 * The same documents, found where an index would lose some: by the index of `_id`, by indexes where the filter asks for plain
 * values and nothing else (as `$in`, which also partial indexes answer rightly), else without any.
 */
export function avoidIndexes(filter: Filter): SafeRead {
  const conditions = conditionsOf(filter);
  if (conditions === undefined || conditions.length === 0) return { filter, hint: NATURAL };
  if (conditions.some(([path, condition]) => path === '_id' && valuesOf(condition))) return { filter, hint: undefined };
  const parts = conditions.map(([path, condition]): Filter | undefined => {
    const values = valuesOf(condition);
    return values && { [path]: { $in: values } };
  });
  const plain = parts.filter((part) => part !== undefined);
  if (plain.length < parts.length) return { filter, hint: NATURAL };
  const [only = {}] = plain;
  return { filter: plain.length === 1 ? only : { $and: plain }, hint: undefined };
}

/** The same filter in a form for which no index is used, for writes: they take a hint and use the index all the same. */
export function shield(filter: Filter): Filter {
  const { filter: safe, hint } = avoidIndexes(filter);
  return hint && Object.keys(filter).length > 0 ? { $nor: [{ $nor: [filter] }] } : safe;
}

type Condition = readonly [path: string, condition: unknown];

/** The conditions on each field, all of which must be met; undefined where there are alternatives or other tests of the whole document. */
function conditionsOf(filter: Filter): readonly Condition[] | undefined {
  const conditions: Condition[] = [];
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const part of condition) {
        const inside = conditionsOf(part as Filter); // MongoDB's own syntax
        if (inside === undefined) return undefined;
        conditions.push(...inside);
      }
    } else if (name.startsWith('$')) return undefined;
    else conditions.push([name, condition]);
  }
  return conditions;
}

/** The plain values one of which is asked for; undefined for any other test. */
function valuesOf(condition: unknown): readonly unknown[] | undefined {
  if (isPlain(condition)) return [condition];
  if (typeof condition !== 'object' || condition === null) return undefined;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(condition);
  if (more.length > 0) return undefined;
  if (operator === '$eq') return isPlain(operand) ? [operand] : undefined;
  return operator === '$in' && Array.isArray(operand) && operand.every(isPlain) ? operand : undefined;
}

/** Null is also what is absent, and a pattern also what matches it. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return true;
  return value instanceof mongoose.mongo.ObjectId || value instanceof Date;
}
