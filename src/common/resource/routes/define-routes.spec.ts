import { defineRoutes } from './define-routes.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { RouteOptions } from './resource-routes.js';
import { parametersOf } from './url-rule.js';

const FIELDS: readonly FieldDefinition[] = [
  { name: 'person', type: 'objectid' },
  { name: 'number', type: 'integer' },
  { name: 'name', type: 'string' },
  { name: 'tags', type: 'list' },
  { name: 'anything' },
  { name: 'meta', type: 'dict', fields: [{ name: 'by', type: 'string' }] },
];

const define = (options: Omit<RouteOptions, 'name'>): ReturnType<typeof defineRoutes> =>
  defineRoutes({ name: 'invoices', ...options }, FIELDS);

describe('defineRoutes', () => {
  it('has the defaults of Eve', () => {
    expect(define({})).toMatchObject({
      url: 'invoices',
      collection: ['invoices'],
      item: { name: 'id', path: '_id', pattern: '[a-f0-9]{24}' },
      id: { name: '_id', type: 'objectid' },
      itemLookup: true,
      internalResource: false,
    });
  });

  it.each([
    ['<regex("[a-f0-9]{24}"):person>', 'person', '[a-f0-9]{24}'],
    ["<regex('[\\w]+'):name>", 'name', '[\\w]+'],
    ['<regex("(a|b)[(/]?"):name>', undefined, undefined],
    ['<regex("(a|b)\\((?:c)[()]"):name>', 'name', '(?:a|b)\\x28(?:c)[\\x28\\x29]'],
    ['<int:number>', 'number', '\\d+'],
    ['<int(signed=True):number>', 'number', '-?\\d+'],
    ['<string:name>', 'name', '[^/]{1,}'],
    ['<string(length=2):name>', 'name', '[^/]{2}'],
    ['<string(minlength=2, maxlength=3):name>', 'name', '[^/]{2,3}'],
    ['<name>', 'name', '[^/]{1,}'],
    ['<any(in, "o.t"):name>', 'name', 'in|o\\.t'],
    ['<float:number>', 'number', '\\d+\\.\\d+'],
    ['<string:meta.by>', 'meta_by', '[^/]{1,}'],
  ])('reads %s', (part, name, pattern) => {
    const read = (): unknown => parametersOf(define({ url: `a/${part}/b` }).collection)[0];
    if (name === undefined) expect(read).toThrow('invoices.url: a pattern has no "/"');
    else expect(read()).toMatchObject({ name, pattern });
  });

  it('shows a URL with a place for each value', () => {
    expect(define({ url: 'people/<regex("[<ab>]"):person>/x' }).url).toBe('people/<person>/x');
  });

  it.each<[Omit<RouteOptions, 'name'>, string]>([
    [{ url: 'people/<int:persn>/x' }, 'invoices.url: there is no field "persn", did you mean person?'],
    [{ url: 'people/<int:zzzzzz>/x' }, 'invoices.url: there is no field "zzzzzz".'],
    [{ url: 'people/<string:meta.bx>/x' }, 'invoices.url: there is no field "bx"'],
    [{ url: 'people/<path:name>/x' }, 'invoices.url: "path" would be several parts of a URL, and a value is one.'],
    [
      { url: 'people/<word:name>/x' },
      'invoices.url: word is none of default, string, int, float, uuid, any, regex, path.',
    ],
    [{ url: 'people/<int(min=1):number>/x' }, 'invoices.url: it takes signed, not min.'],
    [{ url: 'people/<uuid(x=1):name>/x' }, 'invoices.url: it takes nothing by name, not x.'],
    [{ url: 'people/<string(length=x):name>/x' }, 'invoices.url: length is a number, not x.'],
    [{ url: 'people/<regex():name>/x' }, 'invoices.url: regex needs a pattern.'],
    [{ url: 'people/<regex("("):name>/x' }, 'invoices.url:'],
    [{ url: 'people/<regex("(a+)+"):name>/x' }, 'invoices.url: The regex'],
    [
      { url: 'people/<regex("(a)\\1"):name>/x' },
      'invoices.url: a pattern has neither named groups nor back-references.',
    ],
    [{ url: 'people/<tags>/x' }, 'invoices.url: "tags" is a list: it has no form in a URL.'],
    [{ url: 'people/<anything>/x' }, 'invoices.url: "anything" is a field of any type: it has no form in a URL.'],
    [{ url: 'people/<name>/<name>' }, 'invoices.url: "name" is duplicated.'],
    [{ url: 'people/x<name>' }, 'invoices.url: "x<name>" is neither letters'],
    [{ url: 'people/*' }, 'invoices.url: "*" is neither letters'],
    [{ url: 'people/:id' }, 'invoices.url: ":id" is neither letters'],
    [{ url: '' }, 'invoices.url: "" is not a valid path: write a/b/c.'],
    [{ url: '/people' }, 'invoices.url: "/people" is not a valid path: write a/b/c.'],
    [{ url: 'a//b' }, 'invoices.url: "a//b" is not a valid path: write a/b/c.'],
    [{ url: '..' }, 'invoices.url: ".." is neither letters'],
    [{ itemUrl: 'regex("[")' }, 'invoices.itemUrl:'],
    [{ itemLookupField: 'nam' }, 'invoices.itemLookupField: there is no field "nam"'],
    [{ url: 'people/<name>', itemLookupField: 'name' }, 'invoices.itemLookupField: "name" already stands in the URL'],
    [{ idField: 'sku' }, 'invoices.idField: there is no field "sku".'],
    [{ idField: 'meta.by' }, 'invoices.idField: "meta.by" is in a sub-document, an id is not.'],
    [{ additionalLookup: { field: 'lastname' } }, 'invoices.additionalLookup: there is no field "lastname"'],
  ])('rejects %j', (options, message) => {
    expect(() => define(options)).toThrow(message);
  });
});
