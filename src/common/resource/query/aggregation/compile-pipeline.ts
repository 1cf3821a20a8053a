import type { Aggregation } from '../../definition/aggregation.js';
import { isPlainObject } from '../../../values/is-plain-object.js';
import type { AggregationQuery } from './parse-aggregation-query.js';

type Pipeline = Aggregation['pipeline'];

/** Puts a client's values into a pipeline. A parameter that got none stays as it is written; one left out goes, with all that is empty without it. */
export function compilePipeline(pipeline: Pipeline, { values }: Pick<AggregationQuery, 'values'>): Pipeline {
  if (values.size === 0) return pipeline;
  return (fill(pipeline, values) ?? []) as Pipeline; // stages stay what they are
}

/** `undefined` where nothing is left. */
function fill(value: unknown, values: AggregationQuery['values']): unknown {
  if (typeof value === 'string') return values.has(value) ? values.get(value) : value;
  if (Array.isArray(value)) {
    const filled = value.map((element) => fill(element, values)).filter((element) => element !== undefined);
    return value.length > 0 && filled.length === 0 ? undefined : filled;
  }
  if (!isPlainObject(value)) return value;
  const members = Object.entries(value);
  const filled = members
    .map(([name, member]) => [name, fill(member, values)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length > 0 && filled.length === 0 ? undefined : Object.fromEntries(filled);
}
