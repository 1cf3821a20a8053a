import type { ParameterObject } from '@nestjs/swagger';
import type { FieldDefinition } from '../../fields/field-definition.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { servedFieldsOf } from '../../definition/server-fields.js';
import { FLAGS, type ParameterKey } from '../../query/query-parameters.js';
import type { QuerySettings, QueryTarget } from '../../query/query-settings.js';
import { describePaging } from './describe-paging.js';
import { EXAMPLE_ID } from '../../types/objectid.js';
import { exampleOf } from '../examples/example-values.js';
import type { ServedResource } from '../served-resource.js';

type Queried = Pick<ServedResource, 'definition' | 'queryTarget'>;

type Examples = Readonly<Record<string, unknown>>;

/** The parameters of a collection; those that the resource ignores are left out. */
export function describeListParameters(resource: Queried): ParameterObject[] {
  const { queryTarget: target } = resource;
  const { settings } = target;
  return [
    ...(settings.allowedFilters.length > 0 ? [describeWhere(target)] : []),
    ...(settings.sorting ? [describeSort(resource)] : []),
    ...describeItemParameters(resource),
    ...describePaging(settings),
  ];
}

/** The parameters of an item. */
export function describeItemParameters({ definition, queryTarget }: Queried): ParameterObject[] {
  const { settings } = queryTarget;
  const embeddable = definition.visible.relations.filter((relation) => relation.embeddable).map(({ path }) => path);
  return [
    ...(settings.projection ? [describeProjection({ definition, queryTarget })] : []),
    ...(settings.embedding && embeddable.length > 0 ? [describeEmbedded(embeddable, definition, settings)] : []),
    ...describeFlags(settings),
  ];
}

/** The parameters that every GET understands, whatever their value. */
export function describeFlags({ flags }: QuerySettings): ParameterObject[] {
  return Array.from(flags, ([key, name]) => ({
    name,
    in: 'query',
    required: false,
    allowEmptyValue: true,
    description: FLAGS[key].description,
    schema: { type: 'string' },
  }));
}

function describeWhere({ fields, settings }: QueryTarget): ParameterObject {
  const { allowedFilters, operatorRules } = settings;
  const isLimited = !allowedFilters.includes('*');
  const isFree = (name: string): boolean => (!isLimited || allowedFilters.includes(name)) && !operatorRules.has(name);
  const conditions = exampleConditions(fields.filter(({ name }) => isFree(name))).filter(({ field }) => isFree(field));
  const limits = isLimited ? ` Only on ${allowedFilters.map((name) => `\`${name}\``).join(', ')}.` : '';
  return textParameter('where', settings, {
    description:
      'Only the documents that match: a MongoDB query as JSON, or comparisons (`==`, `!=`, `<`, `<=`, `>`, `>=`) joined ' +
      `by \`and\`, \`or\` and parentheses, as in Python. Fields of sub-documents are written with dots.${limits}`,
    examples: {
      none: '',
      json: JSON.stringify(Object.assign({}, ...conditions.map(({ json }) => json))),
      ...(conditions.length > 0 && { python: conditions.map(({ python }) => python).join(' and ') }),
    },
  });
}

interface Condition {
  readonly field: string;
  readonly json: object;
  readonly python: string;
}

/** On the first number and the first text of the resource; on the id where it has neither. */
function exampleConditions(fields: readonly FieldDefinition[]): readonly Condition[] {
  const number = fields.find(({ type }) => type === 'integer' || type === 'float' || type === 'number');
  const text = fields.find(({ type }) => type === 'string');
  if (!number && !text)
    return [{ field: '_id', json: { _id: EXAMPLE_ID }, python: `_id == ObjectId("${EXAMPLE_ID}")` }];
  return [
    ...(number ? [compare(number, { json: '$lte', python: '<=' })] : []),
    ...(text ? [compare(text, { json: '$eq', python: '==' })] : []),
  ];
}

function compare(field: FieldDefinition, operator: { readonly json: string; readonly python: string }): Condition {
  const value = exampleOf(field);
  return {
    field: field.name,
    json: { [field.name]: operator.json === '$eq' ? value : { [operator.json]: value } },
    python: `${field.name} ${operator.python} ${JSON.stringify(value)}`,
  };
}

function describeSort({ definition, queryTarget: { fields, settings } }: Queried): ParameterObject {
  const { lastUpdatedName, dateCreatedName } = definition.names;
  const [first = lastUpdatedName, second = dateCreatedName] = sortableNames(fields);
  return textParameter('sort', settings, {
    description:
      'The order: field names separated by commas, `-` in front for descending; or a list of pairs, as in Python.',
    examples: { none: '', names: `${second},-${first}`, pairs: `[("${second}", 1), ("${first}", -1)]` },
  });
}

function sortableNames(fields: readonly FieldDefinition[]): readonly string[] {
  return fields.filter(({ type }) => type !== 'dict' && type !== 'list').map(({ name }) => name);
}

function describeProjection({ definition, queryTarget: { fields, settings } }: Queried): ParameterObject {
  const { lastUpdatedName } = definition.names;
  const always = servedFieldsOf(definition).map(({ name }) => `\`${name}\``);
  const [first = lastUpdatedName, second = first] = sortableNames(fields);
  return textParameter('projection', settings, {
    description:
      'Only these fields (1), or all but these (0), as JSON. ' +
      `${always.slice(0, -1).join(', ')} and ${always.at(-1) ?? ''} always come along.`,
    examples: {
      none: '',
      only: JSON.stringify({ [first]: 1, [second]: 1 }),
      allBut: JSON.stringify({ [fields.at(-1)?.name ?? first]: 0 }),
    },
  });
}

function describeEmbedded(
  embeddable: readonly string[],
  { embeddedFields }: ResourceDefinition,
  settings: QuerySettings,
): ParameterObject {
  const paths = embeddable.map((path) => `\`${path}\``).join(', ');
  const byDefault = embeddedFields.map((path) => `\`${path}\``).join(', ');
  return textParameter('embedded', settings, {
    description:
      `The documents in place of these references (1), or the references (0), as JSON: ${paths}. A reference inside an ` +
      `embedded document is written with a dot, beside its parent.${byDefault && ` Embedded unless declined: ${byDefault}.`}`,
    examples: { none: '', one: JSON.stringify({ [embeddable[0] ?? '']: 1 }) },
  });
}

/** A parameter whose value is a text, by its key among the names. */
export function textParameter(
  key: ParameterKey,
  { parameters }: QuerySettings,
  { description, examples }: { readonly description: string; readonly examples: Examples },
): ParameterObject {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }] as const);
  return {
    name: parameters[key],
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
    examples: Object.fromEntries(named),
  };
}
