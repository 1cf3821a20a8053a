import type { ApiSettings } from '../../../config/api-settings.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { ResourceRoutes } from '../routes/resource-routes.js';
import type { FieldType } from '../types/types.js';

/** The settings of a resource that decide which of the fields its answers have. */
type ServingSettings = Pick<ApiSettings, 'ifMatch'>;

/** A field that the engine adds to every document. */
interface ServerField {
  /** Its name as the engine and hooks know it, and where no setting gives it another one. */
  readonly own: string;
  /** The setting that names it in the database and on the wire. */
  readonly setting?: keyof ApiSettings;
  readonly type: FieldType;
  /** The form in which answers show it: as it is stored, a time that every document has, or the entity tag. */
  readonly as: 'value' | 'time' | 'tag';
  /** Its description in the OpenAPI document; a time's ends in the format of dates. */
  readonly description: string;
  /** Whether answers have it, where not all do. */
  readonly isServed?: (settings: ServingSettings) => boolean;
}

/** Every one of them, in the order of answers: the one place that lists them. */
const TABLE = [
  { own: '_id', type: 'objectid', as: 'value', description: 'The id: 24 hexadecimal digits.' },
  {
    own: '_updated',
    setting: 'lastUpdatedName',
    type: 'datetime',
    as: 'time',
    description: 'When it was last written',
  },
  { own: '_created', setting: 'dateCreatedName', type: 'datetime', as: 'time', description: 'When it was created' },
  {
    own: '_etag',
    setting: 'etagName',
    type: 'string',
    as: 'tag',
    description: 'The entity tag of this state, which `If-Match` takes.',
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

/** The names of all of them as the engine knows them. */
export const OWN_NAMES: readonly string[] = TABLE.map(({ own }) => own);

/** Those of every document, under Eve's default names. */
export const SERVER_FIELDS: readonly FieldDefinition[] = TABLE.map(({ own, type }) => ({ name: own, type }));

/** All of them under the service's names. */
export function namedServerFields(names: ServerNames): readonly NamedServerField[] {
  return TABLE.map((field) => ({ ...field, name: 'setting' in field ? names[field.setting] : field.own }));
}

/** The fields that answers of a resource show of every document, in their order. */
export function servedFieldsOf({
  names,
  ...settings
}: ServingSettings & { readonly names: ServerNames }): readonly NamedServerField[] {
  return namedServerFields(names).filter(({ isServed }) => isServed?.(settings) ?? true);
}

/** The names that no class or schema can give to a field of its own: any but that of the id. */
export function reservedNames(names: ServerNames & Pick<ApiSettings, 'linksName'>): ReadonlySet<string> {
  const all = namedServerFields(names).flatMap(({ own, name }) => [own, name]);
  return new Set([...all.filter((name) => name !== '_id'), names.linksName]);
}

/** The fields that every document of a resource has, as the service calls them: its id and the value in which its URL ends, too. */
export function serverFieldsOf(
  names: ServerNames,
  { id, item }: Pick<ResourceRoutes, 'id' | 'item'>,
): readonly FieldDefinition[] {
  const fields = [
    ...namedServerFields(names).map(({ name, type }) => ({ name, type })),
    id,
    { ...item.field, name: item.path },
  ];
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}
