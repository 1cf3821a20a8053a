import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../../../config/load-settings.js';
import { SettingsError } from '../../../config/settings-error.js';
import { findDomainMistakes, translateDomain } from './translate-domain.js';

const directory = mkdtempSync(join(tmpdir(), 'evenest-test-'));
const path = join(directory, 'domain.json');
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** The mistakes that stop the start with a document. */
function mistakesIn(document: unknown): readonly string[] {
  writeFileSync(path, JSON.stringify(document));
  return mistakesInFile(path);
}

function mistakesInFile(file: string): readonly string[] {
  try {
    loadSettings({ DOMAIN_FILE: file }, [], findDomainMistakes);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
}

const PROTOTYPE_NAMES = ['constructor', 'hasOwnProperty', 'toString', 'valueOf', 'prototype'];
const inSettings = (settings: object): object => ({ DOMAIN: { people: {} }, ...settings });
const inPeople = (people: object): object => ({ DOMAIN: { people } });
const inName = (rules: unknown): object => inPeople({ schema: { name: rules } });
const inAge = (rules: object): object => inName({ type: 'integer', ...rules });

const PYTHON = 'behaviour belongs into a resource class (docs/guide/adding-a-resource.md)';

describe('a domain document', () => {
  it('starts with every setting and key of Eve at its default, as a dump of a running Eve has them', () => {
    expect(mistakesInFile(join(import.meta.dirname, '../../../../test/fixtures/eve-defaults.json'))).toEqual([]);
  });

  it.each<[unknown, string]>([
    [5, `${path}: must be one object with the resources under DOMAIN`],
    [{}, `${path}: must be one object with the resources under DOMAIN`],
    [{ DOMAIN: [] }, 'DOMAIN: must be an object, not []'],
    [{ DOMAIN: null }, 'DOMAIN: must be an object, not null'],
    [{ DOMAIN: { people: 'x' } }, 'people: must be an object, not "x"'],
    [{ DOMAIN: {} }, 'DOMAIN: names no resource, so nothing would be served; add one, or set BUILTIN_RESOURCES'],
    [{ DOMAIN: { $people: {} } }, '$people: is no name for a resource'],
    ...[...PROTOTYPE_NAMES, '__proto__'].map((name): [object, string] => [
      { DOMAIN: { people: {}, [name]: {} } },
      `${name}: is no name for a resource`,
    ]),
    ...PROTOTYPE_NAMES.map((name): [object, string] => [
      inPeople({ schema: { [name]: {} } }),
      `people.schema.${name}: cannot be the name of a field`,
    ]),

    [inSettings({ PAGINATION_LIMITS: 5 }), 'PAGINATION_LIMITS: unknown setting, did you mean PAGINATION_LIMIT?'],
    [inSettings({ resource_methods: [] }), 'resource_methods: unknown setting, did you mean RESOURCE_METHODS?'],
    [inSettings({ QUITE_ANOTHER_THING: 5 }), 'QUITE_ANOTHER_THING: unknown setting'],
    [inSettings({ DOMAIN_FILE: 'x' }), 'DOMAIN_FILE: unknown setting'],
    [inSettings({ HATEOAS: 'x' }), `${path}: HATEOAS is "x": must be true or false`],
    [inSettings({ MONGO_PORT: 'x' }), 'MONGO_PORT: must be an integer from 1 to 65535'],
    [inSettings({ RESOURCE_METHODS: 'GET' }), 'RESOURCE_METHODS: must be a list, not "GET"'],
    [
      inSettings({ ITEM_METHODS: ['FETCH'] }),
      'ITEM_METHODS.0: unknown method "FETCH", must be one of GET, PATCH, PUT, DELETE',
    ],
    [inSettings({ VERSIONING: true }), 'VERSIONING: not supported yet; remove it'],
    [inSettings({ OPLOG: true }), 'OPLOG: not supported yet; remove it'],
    [inSettings({ RATE_LIMIT_GET: [1, 60] }), 'RATE_LIMIT_GET: not supported yet; remove it'],

    [inPeople({ resource_method: [] }), 'people.resource_method: unknown key, did you mean resource_methods?'],
    [
      inPeople({ mongo_query_whitelist: ['$comment'] }),
      'people.mongo_query_whitelist: there is no operator "$comment".',
    ],
    [
      inPeople({ allowed_filters: ['nmae'] }),
      'people.allowed_filters: Unknown field in allowedFilters: nmae; there is _id, _updated, _created, _etag',
    ],
    [inPeople({ url: 5 }), 'people.url: must be a path without a slash in front, not 5'],
    [inPeople({ url: '/people' }), 'people.url: must be a path without a slash in front, not "/people"'],
    [inPeople({ item_lookup: 'yes' }), 'people.item_lookup: must be true or false, not "yes"'],
    [inPeople({ cache_expires: -1 }), 'people.cache_expires: must be an integer from 0 to 31536000, not -1'],
    [
      inPeople({ resource_methods: ['PUT'] }),
      'people.resource_methods.0: unknown method "PUT", must be one of GET, POST, DELETE',
    ],
    [
      inPeople({ item_methods: ['get'] }),
      'people.item_methods.0: unknown method "get", must be one of GET, PATCH, PUT, DELETE',
    ],
    [inPeople({ additional_lookup: { url: 'x' } }), 'people.additional_lookup: must name a field'],
    [inPeople({ versioning: true }), 'people.versioning: not supported yet; remove it'],
    [inPeople({ soft_delete: true }), 'people.soft_delete: not supported yet; remove it'],
    [inPeople({ mongo_prefix: 'MONGO2' }), 'people.mongo_prefix: not supported yet; remove it'],
    [inPeople({ allowed_roles: 'admin' }), 'people.allowed_roles: must be a list, not "admin"'],
    [inPeople({ allowed_roles: ['admin'] }), 'people.allowed_roles: not supported yet; remove it'],
    [inPeople({ auth_field: '_id' }), 'people.auth_field: must not be the id_field'],
    [inPeople({ id_field: 'sku', auth_field: 'sku' }), 'people.auth_field: must not be the id_field'],
    [inPeople({ auth_field: 'user' }), 'people.auth_field: not supported yet; remove it'],
    [
      inPeople({ authentication: "<class 'auth.MyAuth'>" }),
      `people.authentication: a Python class cannot be served: <class 'auth.MyAuth'>; ${PYTHON}`,
    ],
    [
      inPeople({ url: '<function url at 0x7f2b>' }),
      `people.url: a Python function cannot be served: <function url at 0x7f2b>; ${PYTHON}`,
    ],
    [
      inPeople({ resource_methods: ['POST'] }),
      'people.schema: must declare fields, because POST is among the methods; or allow_unknown is true',
    ],
    [
      { ITEM_METHODS: ['PATCH'], ...inPeople({}) },
      'people.schema: must declare fields, because PATCH is among the methods; or allow_unknown is true',
    ],
    [
      inPeople({ allow_unknown: { type: 'string' } }),
      'people.allow_unknown: rules for unknown fields are not supported yet; must be true or false',
    ],
    [inPeople({ url: 'api/docs' }), 'people.url: /api/docs is the URL of the service itself already'],
    [{ SCHEMA_ENDPOINT: 'people', ...inPeople({}) }, 'people.url: /people is the URL of SCHEMA_ENDPOINT already'],
    [inPeople({ url: 'a//b' }), 'people.url: "a//b" is not a valid path: write a/b/c.'],
    [
      inPeople({ item_url: 'foo' }),
      'people.item_url: foo is none of default, string, int, float, uuid, any, regex, path.',
    ],
    [inPeople({ item_lookup_field: 'nope' }), 'people.item_lookup_field: there is no field "nope".'],
    [inPeople({ additional_lookup: { field: 'nope' } }), 'people.additional_lookup: there is no field "nope".'],
    [inPeople({ id_field: 'nope' }), 'people.id_field: there is no field "nope".'],
    [{ DOMAIN: { people: {}, men: { url: 'people' } } }, 'men.url: /people is the URL of people already'],

    [inPeople({ datasource: [] }), 'people.datasource: must be an object, not []'],
    [inPeople({ datasource: { sorce: 'x' } }), 'people.datasource.sorce: unknown key, did you mean source?'],
    [
      inPeople({ datasource: { default_sort: [['a', 2]] } }),
      'people.datasource.default_sort.0: must be a pair of a field and 1 or -1, not ["a",2]',
    ],
    [
      inPeople({ datasource: { default_sort: [['a', 1]] } }),
      'people.datasource.default_sort: Unknown field in sort: a; there is _id, _updated, _created, _etag',
    ],
    [
      inPeople({ datasource: { filter: { a: { $gtt: 1 } } } }),
      'people.datasource.filter: Query contains unknown or unsupported operators: $gtt',
    ],
    [inPeople({ datasource: { filter: 5 } }), 'people.datasource.filter: must be an object, not 5'],
    [inPeople({ datasource: { projection: { a: 2 } } }), 'people.datasource.projection.a: must be 1 or 0, not 2'],
    [inPeople({ datasource: { projection: { a: 1 } } }), 'people.datasource.projection: no field is called "a".'],
    [
      inPeople({ embedded_fields: ['owner'] }),
      'people.embedded_fields: Unknown field in embeddedFields: owner; there is _id, _updated, _created, _etag',
    ],
    [
      inPeople({ mongo_indexes: { a: 5 } }),
      'people.mongo_indexes.a: must be a list of pairs of a field and 1 or -1, not 5',
    ],
    [
      inPeople({ mongo_indexes: { a: [['a', 'up']] } }),
      'people.mongo_indexes.a.0: must be a pair of a field and one of 1, -1, text, 2d, 2dsphere, hashed, not ["a","up"]',
    ],

    [inPeople({ schema: [] }), 'people.schema: must be an object, not []'],
    [inPeople({ schema: { _etag: {} } }), 'people.schema._etag: the server writes this field itself; remove it'],
    [
      inPeople({ schema: { _created: { type: 'datetime' } } }),
      'people.schema._created: the server writes this field itself; remove it',
    ],
    [inPeople({ schema: { 'a.b': {} } }), 'people.schema.a.b: a field name has neither "$" nor "." in it'],
    [inPeople({ schema: { a$: {} } }), 'people.schema.a$: a field name has neither "$" nor "." in it'],
    [inName('string'), 'people.schema.name: must be an object, not "string"'],
    [inName({ minlenght: 1 }), 'people.schema.name.minlenght: unknown rule, did you mean minlength?'],
    [inName({ constructor: 1 }), 'people.schema.name.constructor: unknown rule'],
    [inName({ type: 'strng' }), 'people.schema.name.type: unknown type "strng", did you mean string?'],
    [inName({ type: ['string', 'integr'] }), 'people.schema.name.type.1: unknown type "integr", did you mean integer?'],
    [inName({ type: 'media' }), 'people.schema.name.type: media is not supported yet'],
    [inName({ type: 5 }), 'people.schema.name.type: must be the name of a type or a list of them, not 5'],
    [inName({ minlength: '1' }), 'people.schema.name.minlength: must be an integer, 0 or more, not "1"'],
    [inName({ minlength: 5, maxlength: 2 }), 'people.schema.name.minlength: must not be more than maxlength'],
    [inAge({ min: 5, max: 2 }), 'people.schema.name.min: must not be more than max'],
    [inAge({ min: 'x' }), 'people.schema.name.min: must be a number, not "x"'],
    [inName({ type: 'decimal', max: 'x' }), 'people.schema.name.max: must be a number, not "x"'],
    [inName({ type: 'decimal', min: '10', max: 9 }), 'people.schema.name.min: must not be more than max'],
    [
      inName({ type: 'datetime', min: 'soon' }),
      'people.schema.name.min: must be a date in RFC 1123 or ISO 8601, not "soon"',
    ],
    [inName({ type: 'datetime', min: 5 }), 'people.schema.name.min: must be a date, not 5'],
    [
      inName({ type: 'datetime', allowed: ['soon'] }),
      'people.schema.name.allowed.0: must be a date in RFC 1123 or ISO 8601, not "soon"',
    ],
    [inAge({ default: 'x' }), 'people.schema.name.default: must be of type integer, not "x"'],
    [inAge({ allowed: 5 }), 'people.schema.name.allowed: must be a list, not 5'],
    [
      inAge({ coerce: 'roman' }),
      'people.schema.name.coerce: unknown coercion "roman", must be one of int, float, str, lower, upper, strip',
    ],
    [
      inAge({ coerce: '<function roman at 0x7f>' }),
      `people.schema.name.coerce: a Python function cannot be served: <function roman at 0x7f>; ${PYTHON}`,
    ],
    [inAge({ check_with: 'is_odd' }), `people.schema.name.check_with: only Python can do this; ${PYTHON}`],
    [
      inAge({ default_setter: '<callable>' }),
      `people.schema.name.default_setter: a Python function cannot be served: <callable>; ${PYTHON}`,
    ],
    [inAge({ required: 'yes' }), 'people.schema.name.required: must be true or false, not "yes"'],
    [
      inName({ type: 'string', regex: '(a' }),
      "people.schema.name.regex: the regex '(a' is not one of RE2, which has no look-around: error parsing regexp: missing closing ): `(a$`",
    ],
    [inName({ data_relation: {} }), 'people.schema.name.data_relation: must name a resource'],
    [
      inName({ data_relation: { resource: 'peple' } }),
      'people.schema.name.data_relation.resource: no resource is called "peple", did you mean people?',
    ],
    [
      inName({ data_relation: { resource: 'people', field: 'nam' } }),
      'people.schema.name.data_relation.field: people has no field "nam", did you mean name?',
    ],
    [
      inName({ data_relation: { resource: 'people', version: true } }),
      'people.schema.name.data_relation.version: not supported yet; remove it',
    ],
    [
      inName({ type: 'dict', schema: { a: { typ: 'string' } } }),
      'people.schema.name.schema.a.typ: unknown rule, did you mean type?',
    ],
    [
      inName({ type: 'list', schema: { typ: 'string' } }),
      'people.schema.name.schema.typ: unknown rule, did you mean type?',
    ],
    [inName({ anyof: [{ typ: 'string' }] }), 'people.schema.name.anyof.0.typ: unknown rule, did you mean type?'],
    [inName({ anyof_typ: ['string'] }), 'people.schema.name.anyof.0.typ: unknown rule, did you mean type?'],
    [inName({ anyof_type: 'string' }), 'people.schema.name.anyof_type: must be a list, not "string"'],
    [inName({ valueschema: {}, valuesrules: {} }), 'people.schema.name.valueschema: is valuesrules: give one of them'],
    [
      inName({ type: 'dict', valueschema: { type: 'string', unique: true } }),
      'people.schema.name.valuesrules.unique: no index reaches values of any name: make it a list of sub-documents, with the value as a unique field of theirs',
    ],
    [
      inName({ type: 'list', items: [{ type: 'string' }, { unique_to_user: true }] }),
      'people.schema.name.items.1.unique_to_user: no index holds for one place of a list: give the value a field of its own',
    ],
    [
      inName({ type: 'list', schema: { type: 'string', readonly: true } }),
      'people.schema.name.schema.readonly: only a field can be read-only, and what is in it then is too: say it of the field',
    ],
    [
      inName({ anyof: [{ type: 'dict', schema: { a: { default: 1 } } }] }),
      'people.schema.name.anyof.0.schema.a.default: an alternative validates a value and changes none, in Cerberus too: remove it, or say it of the field that has the alternatives',
    ],
    [
      inName({ anyof_schema: [{ a: { type: 'string', readonly: true } }] }),
      'people.schema.name.anyof.0.schema.a.readonly: an alternative cannot know what is stored by which one: say it of the field that has the alternatives',
    ],
    [
      inName({ valuesrules: { data_relation: { resource: 'people', embeddable: true } } }),
      'people.schema.name.valuesrules.data_relation: only a reference that has a path can be embedded: remove it, the reference is checked without it',
    ],
    [
      inName({ valuesrules: { data_relation: { resource: 'peple' } } }),
      'people.schema.name.valuesrules.data_relation.resource: no resource is called "peple", did you mean people?',
    ],
    [inName({ type: 'dict', dependencies: 5 }), 'people.schema.name.dependencies: must be a list, not 5'],
  ])('%j is rejected: %s', (document, mistake) => {
    expect(mistakesIn(document)).toEqual([mistake]);
  });

  it('is rejected with all of its mistakes at once', () => {
    const document = {
      PAGINATION_LIMIT: 0,
      VERSIONING: true,
      DOMAIN: { people: { urll: 'x', schema: { a: { type: 'x' }, b: { min: 5, max: 1 } } }, works: { url: 5 } },
    };

    expect(mistakesIn(document).map((line) => line.replace(/: [^:]+$/, ''))).toEqual([
      `${path}: PAGINATION_LIMIT is "0"`,
      'PAGINATION_DEFAULT is 25',
      'VERSIONING',
      'people.urll',
      'people.schema.a.type',
      'people.schema.b.min',
      'works.url',
    ]);
  });
});

describe('a domain document that is read again', () => {
  function modelsOf(document: unknown): readonly (new () => object)[] {
    writeFileSync(path, JSON.stringify(document));
    return translateDomain(loadSettings({ DOMAIN_FILE: path }, [], findDomainMistakes));
  }

  it('makes new classes of resources that changed, and of no others', () => {
    const DOMAIN = { again: { schema: { a: { type: 'string' } } }, changed: { schema: { a: { type: 'string' } } } };
    const [again, changed] = modelsOf({ DOMAIN });
    const [againLater, changedLater] = modelsOf({
      DOMAIN: { ...DOMAIN, changed: { schema: { a: { type: 'float' } } } },
    });

    expect(againLater).toBe(again);
    expect(changedLater).not.toBe(changed);
  });
});
