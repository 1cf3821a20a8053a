import { DefinitionPlace } from '../fields/definition-error.js';
import { OWN_SETTINGS, type ApiSettings, type OwnSettings } from '../../../config/api-settings.js';
import { isWriteConcern, WRITE_CONCERN } from '../../../config/write-concern.js';
import { defineAggregation } from './aggregation.js';
import { fieldsOf } from './declare-field.js';
import { defineRoutes } from '../routes/define-routes.js';
import { toDateFormat } from '../../dates/date-format.js';
import { etagIgnoreFieldsOf } from './etag-ignore-fields.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { findRulesWithoutEffect } from '../rules/find-rules-without-effect.js';
import type { ResourceDefinition, ResourceOptions } from './resource-definition.js';
import type { ResourceRoutes } from '../routes/resource-routes.js';
import { relationsOf } from './relations.js';
import { resourceOptionsOf } from './resource.decorator.js';
import { parametersOf } from '../routes/url-rule.js';
import { addedFieldsOf, reservedNames, serverFieldsOf, type NamedServerField } from './server-fields.js';
import { pathOf } from '../fields/values-within.js';
import { visibleFields } from './visible-fields.js';

/**
 * Decorated class → definition: what the class leaves out, the settings say, or Eve's defaults. Throws on a definition that
 * cannot be served.
 */
export function defineResource<T extends object>(model: new () => T, settings: ApiSettings): ResourceDefinition<T> {
  const options = resourceOptionsOf(model);
  const declared = fieldsOf(model);
  const own = ownSettings(options, settings);
  const added = addedFieldsOf({ ...settings, ...own });
  rejectImpossibleFields(options.name, declared, reservedNames(added, settings));
  rejectRulesWithoutEffect(options.name, declared);
  rejectImpossibleWriteConcern(options);
  const routes = defineRoutes(options, declared);
  const fields = declared.map((field) => (isInUrl(field, routes) ? { ...field, readOnly: false } : field));
  const visible = visibleFields(options, fields);
  return {
    ...routes,
    ...own,
    model,
    names: settings,
    policy: { ...own, dates: toDateFormat(settings.dateFormat) },
    source: options.source ?? options.name,
    title: options.title ?? routes.url,
    itemTitle: options.itemTitle ?? singular(options.name),
    description: options.description ?? '',
    purgeUnknown: options.purgeUnknown,
    requireAll: options.requireAll,
    indexes: options.indexes ?? [],
    example: options.example,
    fields,
    added,
    serverFields: serverFieldsOf(added, routes),
    filter: options.filter,
    defaultSort: options.defaultSort,
    aggregation:
      options.aggregation && defineAggregation(options.name, options.aggregation, [...ownNames(added), ...fields]),
    projection: options.projection === undefined ? settings.projection : options.projection !== false,
    visible: { ...visible, relations: relationsOf(visible.fields) },
    embeddedFields: options.embeddedFields ?? [],
    etagIgnoreFields: etagIgnoreFieldsOf({ ...options, allowUnknown: own.allowUnknown }, fields, added),
  };
}

/** Whether a field's value comes from the URL, so that no client could write another one anyway. */
function isInUrl({ name }: FieldDefinition, { collection }: ResourceRoutes): boolean {
  return parametersOf(collection).some(({ path }) => path === name);
}

/** The fields that the engine adds, under its own names for them. */
function ownNames(added: readonly NamedServerField[]): readonly { readonly name: string }[] {
  return added.map(({ own }) => ({ name: own }));
}

/** The options of a resource, with the service's settings where it has none of its own. */
function ownSettings(options: ResourceOptions, settings: ApiSettings): OwnSettings {
  const decided = OWN_SETTINGS.map((name) => [name, options[name] ?? settings[name]] as const);
  return Object.fromEntries(decided) as unknown as OwnSettings; // every name of its type, each with a value of its own type
}

function rejectImpossibleFields(
  resource: string,
  fields: readonly FieldDefinition[],
  reserved: ReadonlySet<string>,
): void {
  for (const { name, rename } of fields) {
    if (
      rename !== undefined &&
      (reserved.has(rename) || (rename === '_id' && !fields.some((field) => field.name === '_id')))
    )
      DefinitionPlace.ofField(resource, name, 'rename').reject(`the engine writes ${rename} itself.`);
    if (reserved.has(name))
      DefinitionPlace.ofField(resource, name).reject('the engine writes this field itself; remove it from the class.');
    if (/^\$|\./.test(name))
      DefinitionPlace.ofField(resource, name).reject('a field name has no "$" in front and no "." in it.');
  }
}

function rejectRulesWithoutEffect(resource: string, fields: readonly FieldDefinition[]): void {
  const [first] = findRulesWithoutEffect(fields);
  if (first) DefinitionPlace.ofField(resource, pathOf(first.steps), first.rule).reject(`${first.reason}.`);
}

function rejectImpossibleWriteConcern({ name, mongoWriteConcern }: ResourceOptions): void {
  if (mongoWriteConcern === undefined || isWriteConcern(mongoWriteConcern)) return;
  DefinitionPlace.ofOption(name, 'mongoWriteConcern').reject(`must be ${WRITE_CONCERN}.`);
}

/** Eve's item title: the name without its plural s, capitalised. */
function singular(name: string): string {
  const stem = name.replace(/s+$/, '');
  return stem.charAt(0).toUpperCase() + stem.slice(1).toLowerCase();
}
