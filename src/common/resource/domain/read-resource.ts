import type { ApiSettings } from '../../../config/api-settings.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { ResourceOptions } from '../definition/resource-definition.js';
import type { DocumentPlace } from './place.js';
import type { ReadOptions } from './read-options.js';
import { isOfPrototypes } from './is-of-prototypes.js';
import { readFields } from './read-value.js';
import { readMembers } from './read-members.js';
import type { Members } from '../../values/members.js';
import { readObject } from './readers.js';
import { rejectRulesWithoutEffect } from './reject-rules-without-effect.js';
import { RESOURCE_KEYS } from './resource-keys.js';
import { addedFieldsOf, reservedNames, type NamedServerField } from '../definition/server-fields.js';

/** A resource of a domain document: what a decorated class would say. */
export interface DomainResource {
  readonly place: DocumentPlace;
  readonly options: ResourceOptions;
  readonly fields: readonly FieldDefinition[];
  /** Those that the engine adds. */
  readonly added: readonly NamedServerField[];
}

/** The options of all resources of a document. */
export interface ReadContext {
  readonly defaults: Partial<ReadOptions>;
  /** The service's own settings, where they decide what a resource leaves open. */
  readonly settings: ApiSettings;
}

const NAME = /^[^\s/$?#%<>\0]+$/;

/** A computed resource is there for GET alone, in Eve too. */
const READ_ONLY = { resourceMethods: ['GET'], itemMethods: [] } as const;

/** Reads one entry of `DOMAIN`. */
export function readResource(name: string, value: unknown, place: DocumentPlace, context: ReadContext): DomainResource {
  if (!NAME.test(name) || isOfPrototypes(name)) place.reject('is no name for a resource');
  const members = readObject(value ?? {}, place) ?? {};
  requireOtherAuthField(members, context.defaults, place);
  const own = readMembers<ReadOptions>(members, { table: RESOURCE_KEYS, place, what: 'key' });
  const options = { ...context.defaults, ...own, ...(own.aggregation && READ_ONLY) };
  const added = addedFieldsOf({ ...context.settings, ...options });
  const fields = readSchema(members, place, reservedNames(added, context.settings));
  requireSchema({ fields, options, place }, context);
  return { place, options: toOptions(name, options, { fields, added, context }), fields, added };
}

function readSchema(
  { schema = {} }: Members,
  place: DocumentPlace,
  reserved: ReadonlySet<string>,
): readonly FieldDefinition[] {
  const at = place.at('schema');
  const fields = readFields(schema, at);
  for (const { name } of fields) {
    if (reserved.has(name)) at.at(name).reject('the server writes this field itself; remove it');
  }
  rejectRulesWithoutEffect(fields, place);
  return fields.filter((field) => !isOrdinaryId(field));
}

/** `_id: {type: objectid}` is what every resource has; Eve adds it to the schema. */
function isOrdinaryId({ name, type, ...rules }: FieldDefinition): boolean {
  return name === '_id' && type === 'objectid' && Object.keys(rules).every((rule) => rule === 'unique');
}

interface Read {
  readonly fields: readonly FieldDefinition[];
  readonly options: Partial<ReadOptions>;
  readonly place: DocumentPlace;
}

/** Eve's rule: who can be written to says what is written. */
function requireSchema({ fields, options, place }: Read, { settings }: ReadContext): void {
  const { resourceMethods = [], itemMethods = [], allowUnknown = settings.allowUnknown } = options;
  if (fields.length > 0 || allowUnknown) return;
  const method = [...resourceMethods, ...itemMethods].find((one) => ['POST', 'PATCH'].includes(one));
  if (method === undefined) return;
  place.at('schema').reject(`must declare fields, because ${method} is among the methods; or allow_unknown is true`);
}

function requireOtherAuthField(
  members: Members,
  { idField = '_id' }: Partial<ReadOptions>,
  place: DocumentPlace,
): void {
  const { auth_field: authField, id_field: ownIdField = idField } = members;
  if (authField === ownIdField) place.at('auth_field').reject('must not be the id_field');
}

/** The fields of a resource, and what its document leaves open. */
interface FieldsAround extends Pick<DomainResource, 'fields' | 'added'> {
  readonly context: ReadContext;
}

/** Where clients may not ask for parts of documents, nobody can have what the predefined projection leaves out. */
function toOptions(
  name: string,
  { projecting, projection, ...options }: Partial<ReadOptions>,
  around: FieldsAround,
): ResourceOptions {
  const { fields, context } = around;
  const isOpen = projecting ?? context.settings.projection;
  if (!isOpen) return { name, ...options, projection: false, hidden: leftOut(projection ?? {}, fields) };
  return { name, ...options, ...(projection && ownProjection(projection, around)) };
}

/** Eve adds the server's fields to every projection; they are always served. One that names nothing else hides the others. */
function ownProjection(
  projection: NonNullable<ReadOptions['projection']>,
  { fields, added }: FieldsAround,
): Pick<ResourceOptions, 'projection' | 'hidden'> {
  const always = added.map((field) => field.name);
  const own = Object.entries(projection).filter(([name]) => !always.includes(name));
  return own.length === 0 ? { hidden: leftOut(projection, fields) } : { projection: Object.fromEntries(own) };
}

function leftOut(
  projection: NonNullable<ReadOptions['projection']>,
  fields: readonly FieldDefinition[],
): readonly string[] {
  const isIncluding = Object.values(projection).includes(1);
  const names = fields.map((field) => field.name);
  return names.filter((name) => (isIncluding ? projection[name] !== 1 : projection[name] === 0));
}
