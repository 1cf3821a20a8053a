import type { FieldDefinition } from '../../fields/field-definition.js';
import { parseListQuery } from '../../query/parse-list-query.js';
import { DEFAULT_QUERY_SETTINGS } from '../../query/query-settings.js';
import { pageLinks } from './page-links.js';

const FIELDS: readonly FieldDefinition[] = [{ name: 'n', type: 'integer' }];
const ID = {
  name: 'id',
  path: '_id',
  field: { type: 'objectid' },
  pattern: '[a-f0-9]{24}',
  form: /^[a-f0-9]{24}$/,
} as const;
const RESOURCE = { url: 'things', definition: { title: 'things', itemTitle: 'thing', item: ID, readings: [ID] } };
const PARAMETERS = {
  ...DEFAULT_QUERY_SETTINGS.parameters,
  where: 'filter',
  sort: 'order',
  page: 'p',
  maxResults: 'size',
  version: 'v',
};

describe('pageLinks', () => {
  it('go by the names that parameters have been given', () => {
    const settings = { ...DEFAULT_QUERY_SETTINGS, parameters: PARAMETERS };
    const query = parseListQuery('foo=1&p=2&v=3&order=-n&filter=n<9&size=2', { fields: FIELDS, settings });
    const start = 'things?size=2&filter=n<9&order=-n&v=3';
    expect(pageLinks(RESOURCE, query, 9)).toEqual({
      parent: { title: 'home', href: '/' },
      self: { title: 'things', href: `${start}&p=2&foo=1` },
      next: { title: 'next page', href: `${start}&p=3&foo=1` },
      last: { title: 'last page', href: `${start}&p=5&foo=1` },
      prev: { title: 'previous page', href: `${start}&foo=1` },
    });
  });
});
