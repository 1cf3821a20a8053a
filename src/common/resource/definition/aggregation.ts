import { DefinitionPlace } from '../fields/definition-error.js';
import mongoose from 'mongoose';
import type { FieldDefinition } from '../fields/field-definition.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { parseDate } from '../../dates/parse-date.js';
import { isObjectIdDigits } from '../types/string-forms.js';

/** A stage of MongoDB's, its name over its operand. */
type Stage = Readonly<Record<string, unknown>>;

/** A pipeline whose results a resource serves instead of its collection's documents. */
export interface AggregationOptions {
  readonly pipeline: readonly Stage[];
  /** For the driver: `allowDiskUse`, `collation`, `hint`, … */
  readonly options?: Readonly<Record<string, unknown>>;
  /**
   * The texts in the pipeline that clients put values in place of, such as `$value`. Without this list, every text that begins
   * with one `$` and names neither a field of the class nor anything else in the pipeline.
   */
  readonly parameters?: readonly string[];
}

/** An aggregation that can be run. */
export type Aggregation = Required<AggregationOptions>;

/**
 * Fills in what the author left out, and takes texts for what they say. Throws on a parameter that is nowhere in the pipeline.
 * @param fields those that documents have
 */
export function defineAggregation(
  resource: string,
  { pipeline, options = {}, parameters }: AggregationOptions,
  fields: readonly Pick<FieldDefinition, 'name'>[],
): Aggregation {
  const texts = new Set(textsIn(pipeline));
  const unused = parameters?.find((name) => !texts.has(name));
  if (unused !== undefined)
    DefinitionPlace.ofOption(resource, 'aggregation').reject(`there is no "${unused}" in the pipeline.`);
  const known = new Set([...fields.map(({ name }) => name), ...namesIn(pipeline)]);
  const deduced = [...texts].filter((text) => /^\$[A-Za-z_]\w*$/.test(text) && !known.has(text.slice(1)));
  return {
    pipeline: castTexts(pipeline) as readonly Stage[], // stages stay what they are
    options,
    parameters: parameters ?? deduced,
  };
}

/** Texts that are ids and points in time → ObjectIds and dates, deep, as Eve does: no schema says what a pipeline's values are. */
export function castTexts(value: unknown): unknown {
  if (typeof value === 'string') return castText(value);
  if (Array.isArray(value)) return value.map(castTexts);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, castTexts(member)]));
}

function castText(text: string): unknown {
  if (isObjectIdDigits(text)) return new mongoose.Types.ObjectId(text);
  const hasTime = text.includes(':'); // a day alone may as well be a text
  return (hasTime ? parseDate(text) : undefined) ?? text;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return membersOf(value).flatMap(textsIn);
}

/** Names of the values that stages make: the names of members, and the values of `as`. */
function namesIn(value: unknown): readonly string[] {
  const own = isPlainObject(value) ? Object.keys(value) : [];
  const given = isPlainObject(value) && typeof value['as'] === 'string' ? [value['as']] : [];
  return [...own, ...given, ...membersOf(value).flatMap(namesIn)];
}

function membersOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) || isPlainObject(value) ? Object.values(value) : [];
}
