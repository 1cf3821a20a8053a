import mongoose from 'mongoose';
import type { ApiSettings } from '../../../config/api-settings.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { ResourceRoutes } from '../routes/resource-routes.js';
import { EXAMPLE_ID } from '../types/objectid.js';
import type { FieldType } from '../types/types.js';

/** The fields that the engine adds to every document; one that another program wrote may lack all but the id. */
export interface ServerValues {
  /** An ObjectId, unless the class of the resource declares another type or another program chose one. */
  readonly _id: unknown;
  /** When the document was created, in whole seconds. */
  readonly _created?: Date;
  /** When it was last written, in whole seconds. */
  readonly _updated?: Date;
  /** Its entity tag: 40 hexadecimal digits. */
  readonly _etag?: string;
}

/** The settings that decide which of the fields the documents of a resource have, and which of them its answers show. */
type DecidingSettings = Pick<ApiSettings, 'ifMatch'>;

/** The value that a write gives a field. @param now in whole seconds */
type Stamp = (now: Date) => unknown;

/** A field that the engine adds to every document. */
interface ServerField {
  /** Its name as the engine and hooks know it, and where no setting gives it another one. */
  readonly own: keyof ServerValues;
  /** The setting that names it in the database and on the wire. */
  readonly setting?: keyof ApiSettings;
  readonly type: FieldType;
  /** The form in which answers show it: as it is stored, a time that every document has, or the entity tag. */
  readonly as: 'value' | 'time' | 'tag';
  /** Its description in the OpenAPI document; a time's ends in the format of dates. */
  readonly description: string;
  /** Its stored value in the examples of the OpenAPI document. */
  readonly example: unknown;
  /** The values that writes give it; none of the id and the tag, which are made of the rest. */
  readonly stamps?: {
    readonly creation: Stamp;
    /** `kept`: a changed document has the one that it had. */
    readonly change: Stamp | 'kept';
  };
  /** Whether documents have it, where not those of all resources do. */
  readonly isThere?: (settings: DecidingSettings) => boolean;
  /** Whether answers have it, where not all do. */
  readonly isServed?: (settings: DecidingSettings) => boolean;
}

const EXAMPLE_TIME = new Date('2026-01-05T09:30:00Z');

/** Every one of them, in the order of answers: the one place that lists them. Clients may send none but the id. */
const TABLE = [
  {
    own: '_id',
    type: 'objectid',
    as: 'value',
    description: 'The id: 24 hexadecimal digits.',
    example: new mongoose.Types.ObjectId(EXAMPLE_ID),
  },
  {
    own: '_updated',
    setting: 'lastUpdatedName',
    type: 'datetime',
    as: 'time',
    description: 'When it was last written',
    example: EXAMPLE_TIME,
    stamps: { creation: (now) => now, change: (now) => now },
  },
  {
    own: '_created',
    setting: 'dateCreatedName',
    type: 'datetime',
    as: 'time',
    description: 'When it was created',
    example: EXAMPLE_TIME,
    stamps: { creation: (now) => now, change: 'kept' },
  },
  {
    own: '_etag',
    setting: 'etagName',
    type: 'string',
    as: 'tag',
    description: 'The entity tag of this state, which `If-Match` takes.',
    example: 'a2850e469ccfd79270bfe9bc27de0736bf2fbffc',
    isServed: ({ ifMatch }) => ifMatch,
  },
] as const satisfies readonly ServerField[];

type NamingSetting = Extract<(typeof TABLE)[number], { readonly setting: unknown }>['setting'];

/** The service's names for the fields that it adds to every document, stored and on the wire. */
export type ServerNames = Pick<ApiSettings, NamingSetting>;

/** A field that the engine adds, under the name that the service gives it. */
export interface NamedServerField extends ServerField {
  readonly name: string;
}

/** The fields that the engine adds to the documents of a resource, with the settings that hold for it. */
export function addedFieldsOf(settings: ServerNames & DecidingSettings): readonly NamedServerField[] {
  const there = (TABLE as readonly ServerField[]).filter(({ isThere }) => isThere?.(settings) ?? true);
  return there.map((field) => ({
    ...field,
    name: field.setting ? settings[field.setting as NamingSetting] : field.own,
  }));
}

/** Those of them that answers show of every document, in their order. */
export function servedFieldsOf({
  added,
  ...settings
}: DecidingSettings & { readonly added: readonly NamedServerField[] }): readonly NamedServerField[] {
  return added.filter(({ isServed }) => isServed?.(settings) ?? true);
}

/** The examples of what the engine adds to a document, by its own names. */
export function addedExamples(added: readonly NamedServerField[]): ServerValues {
  return Object.fromEntries(added.map(({ own, example }) => [own, example])) as unknown as ServerValues; // the names are its keys
}

/** The names that no class or schema can give to a field of its own: any but that of the id. */
export function reservedNames(
  added: readonly NamedServerField[],
  { linksName }: Pick<ApiSettings, 'linksName'>,
): ReadonlySet<string> {
  const all = added.flatMap(({ own, name }) => [own, name]);
  return new Set([...all.filter((name) => name !== '_id'), linksName]);
}

/** The fields that every document of a resource has, as the service calls them: its id and the value in which its URL ends, too. */
export function serverFieldsOf(
  added: readonly NamedServerField[],
  { id, item }: Pick<ResourceRoutes, 'id' | 'item'>,
): readonly FieldDefinition[] {
  const fields = [...added.map(({ name, type }) => ({ name, type })), id, { ...item.field, name: item.path }];
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}
