import { defineAggregation } from './aggregation.js';
import { fieldsOf } from './declare-field.js';
import type { FieldDefinition } from './field-definition.js';
import type { ResourceDefinition } from './resource-definition.js';
import { relationsOf } from './relations.js';
import { resourceOptionsOf } from './resource.decorator.js';
import { visibleFields } from './visible-fields.js';

const SERVER_FIELDS = new Set(['_id', '_created', '_updated', '_etag', '_links']);

/** Decorated class → definition, with Eve's defaults for what the class leaves out. Throws on a definition that cannot be served. */
export function defineResource<T extends object>(model: new () => T): ResourceDefinition<T> {
  const options = resourceOptionsOf(model);
  const fields = fieldsOf(model);
  refuseImpossibleFields(options.name, fields);
  const visible = visibleFields(options, fields);
  const aggregation = options.aggregation && defineAggregation(options.name, options.aggregation, fields);
  const url = options.url ?? options.name;
  return {
    model,
    name: options.name,
    url,
    title: options.title ?? url,
    itemTitle: options.itemTitle ?? singular(options.name),
    description: options.description ?? '',
    resourceMethods: aggregation ? ['GET'] : (options.resourceMethods ?? ['GET', 'POST']),
    itemMethods: aggregation ? [] : (options.itemMethods ?? ['GET', 'PUT', 'PATCH', 'DELETE']),
    allowUnknown: options.allowUnknown,
    purgeUnknown: options.purgeUnknown,
    requireAll: options.requireAll,
    validationErrorAsList: options.validationErrorAsList ?? false,
    upsertOnPut: options.upsertOnPut ?? true,
    cacheControl: options.cacheControl,
    cacheExpires: options.cacheExpires,
    indexes: options.indexes ?? [],
    example: options.example,
    fields,
    relations: relationsOf(fields),
    filter: options.filter,
    defaultSort: options.defaultSort,
    queryOptions: options,
    aggregation,
    visible: { ...visible, relations: relationsOf(visible.fields) },
    embeddedFields: options.embeddedFields ?? [],
  };
}

function refuseImpossibleFields(resource: string, fields: readonly FieldDefinition[]): void {
  for (const { name } of fields) {
    if (SERVER_FIELDS.has(name))
      throw new Error(`${resource}.${name}: the engine writes this field itself; remove it from the class.`);
    if (/^\$|\./.test(name)) throw new Error(`${resource}.${name}: a field name has no "$" in front and no "." in it.`);
  }
}

/** Eve's item title: the name without its plural s, capitalised. */
function singular(name: string): string {
  const stem = name.replace(/s+$/, '');
  return stem.charAt(0).toUpperCase() + stem.slice(1).toLowerCase();
}
